package id.kuota.http.edge.report;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.route.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Which page of the list of sales is asked for.
 *
 * @param after the last sale of the page before; empty for the first
 */
record SalesPage(Optional<SaleId> after, int limit) {

  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;

  static Validated<SalesPage> of(RequestContext context) {
    var faults = new ArrayList<FieldError>();
    int limit = context.query("limit").map(text -> limit(text, faults)).orElse(LIMIT_DEFAULT);
    Optional<SaleId> after = context.query("cursor").flatMap(text -> sale(text, faults));
    return faults.isEmpty()
        ? new Validated.Valid<>(new SalesPage(after, limit))
        : new Validated.Invalid<>(Problem.invalid(List.copyOf(faults)));
  }

  /**
   * Returns the cursor of the page that follows this sale. Opaque: it may mean something else some
   * day.
   */
  static String cursorAfter(SaleId sale) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(sale.value().getBytes(StandardCharsets.UTF_8));
  }

  private static int limit(String text, List<FieldError> faults) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LIMIT_MAX) return limit;
    } catch (NumberFormatException notANumber) {
      // Noted below, like a number out of range.
    }
    faults.add(
        FieldError.inParameter(
            "limit", "out_of_range", "must be a whole number from 1 to " + LIMIT_MAX));
    return LIMIT_DEFAULT;
  }

  private static Optional<SaleId> sale(String text, List<FieldError> faults) {
    try {
      String value = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      if (SaleId.isValid(value)) return Optional.of(new SaleId(value));
    } catch (IllegalArgumentException notBase64) {
      // Noted below, like a cursor of another form.
    }
    faults.add(
        FieldError.inParameter("cursor", "invalid", "must be the next_cursor of the page before"));
    return Optional.empty();
  }
}
