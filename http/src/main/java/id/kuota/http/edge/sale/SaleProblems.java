package id.kuota.http.edge.sale;

import id.kuota.engine.sale.SaleRefusal;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import java.util.List;

/** What a sale's refusals are on the wire. */
public final class SaleProblems {

  private SaleProblems() {}

  public static Problem of(SaleRefusal refusal) {
    return switch (refusal) {
      case SALE_UNKNOWN -> Problem.of(ProblemCode.SALE_NOT_FOUND);
      case REVISION_REQUIRED ->
          Problem.of(
              ProblemCode.PRECONDITION_REQUIRED,
              "The sale exists. Read it, and send its ETag as If-Match.");
      case REVISION_STALE -> versionConflict();
      case SALE_CLOSED -> Problem.of(ProblemCode.SALE_CLOSED);
      case QUOTA_CAPACITY_DIFFERS ->
          Problem.of(
              ProblemCode.QUOTA_CAPACITY_DIFFERS,
              "Send the capacity that the sale began with, and change it at the quota.");
      case QUOTA_REMOVED -> Problem.of(ProblemCode.QUOTA_REMOVED);
      case CURRENCY_DIFFERS -> Problem.of(ProblemCode.CURRENCY_DIFFERS);
      case LIST_OFFER_UNKNOWN ->
          Problem.invalid(
              List.of(FieldError.at("/lists", "unknown_offer", "must name offers of this sale")));
      case SALE_NOT_OPEN -> Problem.of(ProblemCode.SALE_NOT_OPEN);
    };
  }

  public static Problem versionConflict() {
    return Problem.of(
        ProblemCode.VERSION_CONFLICT, "Read the sale again, and decide with what it is now.");
  }
}
