package id.kuota.engine.order;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand.RecordPlacement;
import id.kuota.engine.order.Placement.AllGranted;
import id.kuota.engine.order.Placement.GiveUp;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaReply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Takes an order through its quotas, one try at a time, and remembers who waits for it. Nothing of
 * it is in the journal: what a crash leaves behind, the quotas ask about.
 */
final class Placing {

  /** All quotas have granted: this is to be written, and then answered. */
  record Success(RecordPlacement record, ActorRef<Reply<OrderView, OrderRefused>> replyTo) {}

  private record UnderWay(
      Placement placement, Instant askedAt, ActorRef<Reply<OrderView, OrderRefused>> replyTo) {}

  private final OrderId order;
  private final ActorRef<QuotaBatcher.Message> quotas;
  private final ActorRef<QuotaReply> replies;
  private @Nullable UnderWay underWay;
  private Instant lastBeginning = Instant.EPOCH;

  Placing(OrderId order, ActorRef<QuotaBatcher.Message> quotas, ActorRef<QuotaReply> replies) {
    this.order = order;
    this.quotas = quotas;
    this.replies = replies;
  }

  boolean isUnderWay() {
    return underWay != null;
  }

  /**
   * Returns whether an order that was never placed may leave with its answer to this message. An
   * incarnation that has tried to place it stays until it is idle, also when it was refused: a
   * retry in the same millisecond would begin an attempt of the same number, and what the first
   * gives back would be the second's.
   */
  boolean isMerelyAskedAbout(OrderEntity.Message message) {
    return switch (message) {
      case OrderEntity.Look _, OrderEntity.Ask _, OrderEntity.FindPlaced _ -> hasNotBegun();
      case OrderEntity.AskFate _, OrderEntity.Wake _ -> hasNotBegun();
      case OrderEntity.Place _, OrderEntity.TakeOver _, OrderEntity.Stop _, OrderNews _ -> false;
    };
  }

  private boolean hasNotBegun() {
    return lastBeginning.equals(Instant.EPOCH);
  }

  /** What a second request is told while a first is under way; empty when none is. */
  Optional<OrderRefusal> inTheWayOf(String fingerprint) {
    if (underWay == null) return Optional.empty();
    boolean same = underWay.placement().content().fingerprint().equals(fingerprint);
    return Optional.of(same ? OrderRefusal.IN_PROGRESS : OrderRefusal.KEY_REUSED);
  }

  /**
   * Begins a try and asks the first quota.
   *
   * @param after the latest attempt that has held in the name of the order; empty if nobody did
   */
  Optional<Success> begin(
      OrderContent content,
      OptionalLong after,
      Instant now,
      ActorRef<Reply<OrderView, OrderRefused>> replyTo) {
    after.ifPresent(attempt -> heldBefore(Instant.EPOCH.plus(attempt, ChronoUnit.MICROS)));
    Instant beginning = nextBeginning(now);
    var placement =
        after.isPresent()
            ? Placement.takeOver(order, content, beginning)
            : Placement.begin(order, content, beginning);
    return take(placement.first(), new UnderWay(placement, now, replyTo), now);
  }

  /** Looks once more for the units of an order that has let them go. */
  void retake(
      OrderErrand.Retake units, Instant now, ActorRef<Reply<OrderView, OrderRefused>> replyTo) {
    Instant beginning = now.isBefore(units.notBefore()) ? units.notBefore() : now;
    if (begin(units.content(), OptionalLong.empty(), beginning, replyTo).isPresent()) {
      throw new IllegalStateException("an order has quotas to ask: " + order);
    }
  }

  /** Goes on with the answer of a quota. An answer to a try that was given up is not heard. */
  Optional<Success> after(QuotaReply reply, Instant now) {
    if (underWay == null || underWay.placement().attempt() != reply.tag()) return Optional.empty();
    return take(underWay.placement().after(reply.answer()), underWay, now);
  }

  /** Gives up what waits for a quota that will not answer: the batcher died with the question. */
  void giveUpIfUnanswered(Instant now) {
    if (underWay == null || !underWay.placement().isUnanswered(underWay.askedAt(), now)) return;
    giveUp(underWay.placement().unanswered(), underWay);
  }

  /** Drops what was under way without a word: its outcome is unknown. */
  void forget() {
    underWay = null;
  }

  private Optional<Success> take(Placement.Step step, UnderWay from, Instant now) {
    return switch (step) {
      case Placement.Ask ask -> {
        underWay = new UnderWay(ask.next(), now, from.replyTo());
        quotas.tell(new Submit(ask.quota(), ask.hold(), from.placement().attempt(), replies::tell));
        yield Optional.empty();
      }
      case AllGranted granted -> {
        underWay = null;
        Placement placement = from.placement();
        var record = new RecordPlacement(order, placement.content(), placement.until());
        yield Optional.of(new Success(record, from.replyTo()));
      }
      case GiveUp giveUp -> {
        giveUp(giveUp, from);
        yield Optional.empty();
      }
    };
  }

  private void giveUp(GiveUp giveUp, UnderWay from) {
    underWay = null;
    var release = from.placement().release();
    giveUp.toRelease().forEach(quota -> quotas.tell(new Submit(quota, release, 0, replies::tell)));
    from.replyTo().tell(new Reply.Refused<>(giveUp.refused()));
  }

  private void heldBefore(Instant latest) {
    if (lastBeginning.isBefore(latest)) lastBeginning = latest;
  }

  /** Later tries have later beginnings, whatever the clock does. */
  private Instant nextBeginning(Instant now) {
    Instant least = lastBeginning.plus(1, ChronoUnit.MICROS);
    lastBeginning = now.isBefore(least) ? least : now;
    return lastBeginning;
  }
}
