package id.kuota.http.edge.sale;

import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.http.edge.json.JsonBody;
import id.kuota.http.edge.problem.Validated;

/** Reads the terms of a sale as a request to set them would, for those who have no request. */
public final class SaleTermsReader {

  private SaleTermsReader() {}

  /** Returns the terms, or what is wrong with them. Any amount can be paid. */
  public static Validated<SaleTerms> read(byte[] json) {
    return JsonBody.read(json, body -> SaleForm.read(body, PayableAmounts.ANY));
  }
}
