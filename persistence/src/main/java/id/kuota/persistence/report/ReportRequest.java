package id.kuota.persistence.report;

import id.kuota.engine.sale.SaleId;

/** A report of one sale. */
public record ReportRequest(Report report, SaleId sale, ReportPeriod period) {}
