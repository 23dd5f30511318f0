package id.kuota.http.edge.refund;

import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.RefundId;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.route.RequestContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which page of the refunds is asked for.
 *
 * @param statuses in the words of the read model
 * @param after the last refund of the page before; empty for the first
 */
record RefundPage(List<String> statuses, String after, int limit) {

  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;
  private static final String OPEN = "open";
  private static final String ALL = "all";

  RefundPage {
    statuses = List.copyOf(statuses);
  }

  static Validated<RefundPage> of(RequestContext context) {
    var faults = new ArrayList<FieldError>();
    int limit = context.query("limit").map(text -> limit(text, faults)).orElse(LIMIT_DEFAULT);
    List<String> statuses = statuses(context.query("status").orElse(OPEN), faults);
    String after = context.query("cursor").orElse("");
    if (!after.isEmpty() && !RefundId.isValid(after)) {
      faults.add(
          FieldError.inParameter(
              "cursor", "invalid", "must be the next_cursor of the page before"));
    }
    return faults.isEmpty()
        ? new Validated.Valid<>(new RefundPage(statuses, after, limit))
        : new Validated.Invalid<>(Problem.invalid(List.copyOf(faults)));
  }

  private static List<String> statuses(String asked, List<FieldError> faults) {
    return switch (asked) {
      case ALL -> words(Arrays.stream(OwedRefund.Status.values()));
      case OPEN ->
          words(Arrays.stream(OwedRefund.Status.values()).filter(OwedRefund.Status::needsEyes));
      case String one -> {
        List<String> known = words(Arrays.stream(OwedRefund.Status.values()));
        if (!known.contains(one)) {
          faults.add(
              FieldError.inParameter(
                  "status", "invalid", "must be open, all, or one of " + String.join(", ", known)));
        }
        yield List.of(one);
      }
    };
  }

  private static List<String> words(Stream<OwedRefund.Status> statuses) {
    return statuses.map(status -> status.name().toLowerCase(Locale.ROOT)).toList();
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
}
