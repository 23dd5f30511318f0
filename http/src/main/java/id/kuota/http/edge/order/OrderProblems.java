package id.kuota.http.edge.order;

import id.kuota.engine.order.OrderRefused;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What an order's refusals are on the wire. */
public final class OrderProblems {

  private OrderProblems() {}

  public static Problem of(OrderRefused refused) {
    return switch (refused.reason()) {
      case ORDER_UNKNOWN -> Problem.of(ProblemCode.ORDER_NOT_FOUND);
      case KEY_REUSED ->
          Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              "This key was used with another content before. Use a new key for a new request.");
      case IN_PROGRESS ->
          Problem.of(ProblemCode.IDEMPOTENCY_IN_PROGRESS).retryAfter(Duration.ofSeconds(1));
      case SALE_UNKNOWN -> Problem.of(ProblemCode.SALE_NOT_FOUND);
      case SALE_NOT_OPEN -> Problem.of(ProblemCode.SALE_NOT_OPEN);
      case SALE_ENDED -> Problem.of(ProblemCode.SALE_ENDED);
      case OFFER_UNKNOWN ->
          Problem.invalid(
              refused.lines().stream()
                  .map(
                      line ->
                          FieldError.at(
                              "/lines/" + line + "/offer", "unknown_offer", "is not in this sale"))
                  .toList());
      case AMOUNT_TOO_HIGH -> bounded(ProblemCode.AMOUNT_TOO_HIGH, "maximum", refused);
      case AMOUNT_TOO_LOW -> bounded(ProblemCode.AMOUNT_TOO_LOW, "minimum", refused);
      case PURCHASE_LIMIT -> purchaseLimit(refused);
      case TAKEN_FOR_NOW ->
          onLines(ProblemCode.TEMPORARILY_UNAVAILABLE, refused).retryAfter(soon());
      case SOLD_OUT -> onLines(ProblemCode.SOLD_OUT, refused);
      case HOLD_EXPIRED -> Problem.of(ProblemCode.HOLD_EXPIRED);
      case ORDER_CANCELLED -> Problem.of(ProblemCode.ORDER_CANCELLED);
      case ORDER_PAID -> Problem.of(ProblemCode.ORDER_PAID);
      case ORDER_REFUND_DUE -> Problem.of(ProblemCode.ORDER_REFUND_DUE);
      case ORDER_REFUNDED -> Problem.of(ProblemCode.ORDER_REFUNDED);
      case TOO_MANY_PAYMENTS -> Problem.of(ProblemCode.TOO_MANY_PAYMENTS);
      case PAYMENT_UNKNOWN -> Problem.of(ProblemCode.PAYMENT_NOT_FOUND);
      case TICKET_UNKNOWN -> Problem.of(ProblemCode.TICKET_NOT_FOUND);
      case REFUND_UNKNOWN -> Problem.of(ProblemCode.REFUND_NOT_FOUND);
      case REFUND_UNDER_WAY -> Problem.of(ProblemCode.REFUND_UNDER_WAY);
      case REFUND_NOT_OWED -> Problem.of(ProblemCode.REFUND_NOT_OWED);
      case ORDER_UNPAID -> Problem.of(ProblemCode.ORDER_UNPAID);
      case OVERLOADED -> Problem.overloaded();
      case UNANSWERED -> Problem.outcomeUnknown();
    };
  }

  private static Problem purchaseLimit(OrderRefused refused) {
    Problem problem = Problem.of(ProblemCode.PURCHASE_LIMIT_REACHED);
    Long allowed = refused.available();
    return allowed == null ? problem : problem.with("allowed", allowed);
  }

  private static Problem bounded(ProblemCode code, String bound, OrderRefused refused) {
    Long payable = refused.available();
    return payable == null
        ? Problem.of(code)
        : Problem.of(code, "The %s that can be paid is %d.".formatted(bound, payable))
            .with(bound, payable);
  }

  private static Problem onLines(ProblemCode code, OrderRefused refused) {
    List<FieldError> faults =
        refused.lines().stream()
            .map(line -> FieldError.at("/lines/" + line, code.code(), code.title()))
            .toList();
    return Problem.of(code).withFaults(faults);
  }

  /** Returns a spread delay, so that buyers that were refused together do not retry together. */
  private static Duration soon() {
    return Duration.ofSeconds(ThreadLocalRandom.current().nextInt(3, 9));
  }
}
