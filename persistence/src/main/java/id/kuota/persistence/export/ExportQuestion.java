package id.kuota.persistence.export;

import id.kuota.persistence.report.ReportRequest;

/**
 * What a file is to have.
 *
 * @param format a word that the writer knows
 * @param language a tag that the writer knows
 */
public record ExportQuestion(ReportRequest request, String format, String language) {}
