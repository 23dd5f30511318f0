package id.kuota.engine.cart;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.QuotaShare;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.HoldPlan;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The way of a changed cart through its quotas. What it takes more is asked for first, one quota
 * after the other, and a quota replaces the earlier hold in the moment in which it grants the new
 * one; what it takes less is given back when the change is written. So at no moment does a quota
 * hold less for the cart than the smaller of its two contents. Immutable and without memory
 * outside: what a crash in the middle leaves behind ends with the deadline of the cart.
 *
 * @param until the deadline of all holds of the cart
 * @param growing what to ask for, in the order in which every order asks its quotas
 * @param shrinking what to give back
 * @param asked how many of the growing ones were asked
 */
record CartHoldPlan(
    HoldId hold,
    long attempt,
    Instant until,
    int unitsPerBuyer,
    List<Change> growing,
    List<Change> shrinking,
    int asked)
    implements HoldPlan<CartHoldPlan, CartRefused> {

  /** What the cart takes of one quota, before and after. */
  record Change(QuotaId quota, int before, int after) {}

  CartHoldPlan {
    growing = List.copyOf(growing);
    shrinking = List.copyOf(shrinking);
  }

  static CartHoldPlan of(HoldId hold, Choice before, Choice after) {
    var growing = new ArrayList<Change>();
    var shrinking = new ArrayList<Change>();
    for (Change change : changes(before.content(), after.content())) {
      if (change.after() > change.before()) growing.add(change);
      if (change.after() < change.before()) shrinking.add(change);
    }
    return new CartHoldPlan(
        hold, after.attempt(), after.until(), after.terms().unitsPerBuyer(), growing, shrinking, 0);
  }

  /** Returns whether the batcher has lost the request. */
  @Override
  public boolean isUnanswered(Instant askedAt, Instant now) {
    return !now.isBefore(askedAt.plus(Limits.ENTITY_TIMEOUT));
  }

  @Override
  public Step<CartHoldPlan, CartRefused> next() {
    if (asked == growing.size()) {
      return new AllGranted<>(shrinking.stream().flatMap(this::giveBack).toList());
    }
    Change change = growing.get(asked);
    return new Ask<>(
        change.quota(),
        hold(change.quota(), attempt, change.after()),
        new CartHoldPlan(hold, attempt, until, unitsPerBuyer, growing, shrinking, asked + 1));
  }

  /** Also the one that was asked last may have granted, if its answer was lost. */
  @Override
  public GiveUp<CartHoldPlan, CartRefused> giveUp(QuotaAnswer.Refused refused) {
    int mayHave = refused.reason() == QuotaRefusal.UNANSWERED ? asked : asked - 1;
    List<Parting> undo = growing.subList(0, mayHave).stream().map(this::undo).toList();
    return new GiveUp<>(explain(growing.get(asked - 1), refused), undo);
  }

  /**
   * A release is about one attempt, and by which one a quota holds is not known for sure: a change
   * that was undone has left its own. So this attempt takes the hold over and then lets it go.
   */
  private Stream<Parting> giveBack(Change change) {
    var smaller =
        new Parting(change.quota(), hold(change.quota(), attempt, Math.max(1, change.after())));
    return change.after() > 0 ? Stream.of(smaller) : Stream.of(smaller, release(change.quota()));
  }

  private Parting undo(Change change) {
    return change.before() > 0
        ? new Parting(change.quota(), hold(change.quota(), attempt + 1, change.before()))
        : release(change.quota());
  }

  private Parting release(QuotaId quota) {
    return new Parting(quota, new QuotaRequest.Release(hold, OptionalLong.of(attempt)));
  }

  private QuotaRequest.Hold hold(QuotaId quota, long byAttempt, int quantity) {
    OptionalLong limit =
        quota.isPersonal() && unitsPerBuyer > 0
            ? OptionalLong.of(unitsPerBuyer)
            : OptionalLong.empty();
    return new QuotaRequest.Hold(hold, byAttempt, quantity, until, limit);
  }

  private CartRefused explain(Change change, QuotaAnswer.Refused refused) {
    boolean isLimit = change.quota().isPersonal();
    return switch (refused.reason()) {
      case OVERLOADED -> CartRefused.as(OrderRefusal.OVERLOADED);
      case UNANSWERED, HOLD_CHANGED -> CartRefused.as(OrderRefusal.UNANSWERED);
      case QUOTA_UNKNOWN -> CartRefused.as(OrderRefusal.UNANSWERED); // Still being opened.
      case HOLD_EXPIRED -> CartRefused.of(CartRefusal.CART_EXPIRED);
      case TAKEN_FOR_NOW -> shortOf(isLimit, OrderRefusal.TAKEN_FOR_NOW, refused);
      case SOLD_OUT -> shortOf(isLimit, OrderRefusal.SOLD_OUT, refused);
      case CAPACITY_BELOW_USE ->
          throw new IllegalStateException("a hold cannot be refused " + refused);
    };
  }

  private CartRefused shortOf(boolean isLimit, OrderRefusal reason, QuotaAnswer.Refused refused) {
    return isLimit
        ? CartRefused.shortOf(OrderRefusal.PURCHASE_LIMIT, unitsPerBuyer)
        : CartRefused.shortOf(reason, refused.available());
  }

  /** Returns each quota once: those of the new content in its order, then those that are left. */
  private static List<Change> changes(OrderContent before, OrderContent after) {
    Map<QuotaId, Integer> had = quantities(before);
    var changes = new ArrayList<Change>();
    quantities(after)
        .forEach(
            (quota, quantity) -> {
              Integer earlier = had.remove(quota);
              changes.add(new Change(quota, earlier == null ? 0 : earlier, quantity));
            });
    had.forEach((quota, quantity) -> changes.add(new Change(quota, quantity, 0)));
    return changes;
  }

  private static Map<QuotaId, Integer> quantities(OrderContent content) {
    var quantities = new LinkedHashMap<QuotaId, Integer>();
    for (QuotaShare share : content.shares()) {
      if (share.quantity() > 0) quantities.put(share.quota(), share.quantity());
    }
    return quantities;
  }
}
