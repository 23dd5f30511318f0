package id.kuota.http.edge.ticket;

import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.route.RequestContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tickets of an order are asked for. An order can have thousands, and each one's code is
 * signed when it is asked for.
 *
 * @param after number of the last ticket of the page before; 0 for the first page
 */
record TicketsPage(int after, int limit) {

  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 100;

  static Validated<TicketsPage> of(RequestContext context) {
    var faults = new ArrayList<FieldError>();
    int limit =
        context
            .query("limit")
            .map(
                text ->
                    number(
                        text, "limit", LIMIT_MAX, "must be a whole number from 1 to 100", faults))
            .orElse(LIMIT_DEFAULT);
    int after =
        context
            .query("cursor")
            .map(
                text ->
                    number(
                        text,
                        "cursor",
                        Integer.MAX_VALUE,
                        "must be the next_cursor of the page before",
                        faults))
            .orElse(0);
    return faults.isEmpty()
        ? new Validated.Valid<>(new TicketsPage(after, limit))
        : new Validated.Invalid<>(Problem.invalid(List.copyOf(faults)));
  }

  /** Returns the number of the last ticket on this page, of so many. */
  int last(int count) {
    return (int) Math.min((long) after + limit, count);
  }

  private static int number(
      String text, String parameter, int most, String wanted, List<FieldError> faults) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) return number;
    } catch (NumberFormatException notANumber) {
      // Noted below, like a number out of range.
    }
    faults.add(FieldError.inParameter(parameter, "invalid", wanted));
    return 1;
  }
}
