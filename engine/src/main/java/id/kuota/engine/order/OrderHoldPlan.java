package id.kuota.engine.order;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.HoldPlan;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The plan by which an order acquires its quotas, one after the other.
 *
 * @param attempt distinguishes this attempt from others of the order: the moment at which it began
 * @param until the deadline of all its holds
 * @param takesOver whether units are held in the name of the order already
 * @param asked number of quotas that have granted
 */
record OrderHoldPlan(
    OrderId order,
    OrderContent content,
    long attempt,
    Instant until,
    List<QuotaShare> shares,
    boolean takesOver,
    int asked)
    implements HoldPlan<OrderHoldPlan, OrderRefused> {

  /**
   * Begins a try.
   *
   * @param now later than the beginning of any other try of this order, by a microsecond or more
   */
  static OrderHoldPlan begin(OrderId order, OrderContent content, Instant now) {
    return begin(order, content, now, false);
  }

  /**
   * Begins an attempt whose units the order holds already: the quotas replace those holds. They are
   * released only when a quota refuses, and not when it is silent or overloaded: the next attempt
   * finds what this one has.
   */
  static OrderHoldPlan takeOver(OrderId order, OrderContent content, Instant now) {
    return begin(order, content, now, true);
  }

  private static OrderHoldPlan begin(
      OrderId order, OrderContent content, Instant now, boolean takesOver) {
    Instant until = now.plus(content.holdFor());
    return new OrderHoldPlan(
        order, content, attempt(content, until), until, content.shares(), takesOver, 0);
  }

  /** Returns the attempt that holds until then: it is known again from what the order remembers. */
  static long attempt(OrderContent content, Instant until) {
    return moment(until.minus(content.holdFor()));
  }

  /** Returns the attempt that begins at this moment. */
  static long moment(Instant beginning) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, beginning);
  }

  /** The batcher has lost the question, or the units could not be held any more. */
  @Override
  public boolean isUnanswered(Instant askedAt, Instant now) {
    return !now.isBefore(askedAt.plus(Limits.ENTITY_TIMEOUT)) || !now.isBefore(until);
  }

  @Override
  public Step<OrderHoldPlan, OrderRefused> next() {
    if (asked == shares.size()) return new AllGranted<>(List.of());
    QuotaShare share = shares.get(asked);
    var hold =
        new QuotaRequest.Hold(order.hold(), attempt, share.quantity(), until, limit(share.quota()));
    return new Ask<>(
        share.quota(),
        hold,
        new OrderHoldPlan(order, content, attempt, until, shares, takesOver, asked + 1));
  }

  @Override
  public GiveUp<OrderHoldPlan, OrderRefused> giveUp(QuotaAnswer.Refused refused) {
    var release =
        new QuotaRequest.Release(order.hold(), OptionalLong.of(attempt)); // This attempt, no other.
    return new GiveUp<>(
        explain(refused),
        toRelease(refused).stream().map(quota -> new Parting(quota, release)).toList());
  }

  private OptionalLong limit(QuotaId quota) {
    return quota.isPersonal() ? OptionalLong.of(content.unitsPerBuyer()) : OptionalLong.empty();
  }

  /** Returns those that granted; and the one asked last, if its answer was lost on the way. */
  private List<QuotaId> toRelease(QuotaAnswer.Refused refused) {
    if (takesOver && !isFinal(refused.reason())) return List.of();
    int mayHave = refused.reason() == QuotaRefusal.UNANSWERED ? asked : asked - 1;
    return shares.subList(0, mayHave).stream().map(QuotaShare::quota).toList();
  }

  private OrderRefused explain(QuotaAnswer.Refused refused) {
    QuotaId quota = shares.get(asked - 1).quota();
    return new OrderRefused(
        reason(quota, refused.reason()),
        linesOn(quota),
        quota.isPersonal() ? content.unitsPerBuyer() : Math.max(0, refused.available()));
  }

  private static boolean isFinal(QuotaRefusal refusal) {
    return switch (refusal) {
      case HOLD_EXPIRED, TAKEN_FOR_NOW, SOLD_OUT, CAPACITY_BELOW_USE -> true;
      case OVERLOADED, UNANSWERED, HOLD_CHANGED, QUOTA_UNKNOWN -> false;
    };
  }

  private OrderRefusal reason(QuotaId quota, QuotaRefusal refusal) {
    return switch (refusal) {
      case OVERLOADED -> OrderRefusal.OVERLOADED;
      case UNANSWERED, HOLD_CHANGED -> OrderRefusal.UNANSWERED;
      case HOLD_EXPIRED -> takesOver ? OrderRefusal.HOLD_EXPIRED : OrderRefusal.UNANSWERED;
      case QUOTA_UNKNOWN -> OrderRefusal.UNANSWERED; // The sale is still opening it.
      case TAKEN_FOR_NOW ->
          quota.isPersonal() ? OrderRefusal.PURCHASE_LIMIT : OrderRefusal.TAKEN_FOR_NOW;
      case SOLD_OUT -> quota.isPersonal() ? OrderRefusal.PURCHASE_LIMIT : OrderRefusal.SOLD_OUT;
      case CAPACITY_BELOW_USE ->
          throw new IllegalStateException("a hold cannot be refused " + refusal);
    };
  }

  private List<Integer> linesOn(QuotaId quota) {
    return IntStream.range(0, content.lines().size())
        .filter(i -> quota.isPersonal() || content.lines().get(i).quotas().contains(quota))
        .boxed()
        .toList();
  }
}
