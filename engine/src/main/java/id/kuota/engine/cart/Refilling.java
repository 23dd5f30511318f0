package id.kuota.engine.cart;

import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.cart.Refill.AllGranted;
import id.kuota.engine.cart.Refill.Farewell;
import id.kuota.engine.cart.Refill.GiveUp;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Takes a change of a cart through its quotas, one change at a time, and remembers who waits for
 * it. Nothing of it is in the journal: what a crash leaves behind ends at the cart's deadline.
 */
final class Refilling {

  /** All quotas have granted: the event is to be written, and then the surplus given back. */
  record Success(
      CartEvent event, List<Farewell> surplus, ActorRef<Reply<CartView, CartRefused>> replyTo) {}

  private record UnderWay(
      Refill refill,
      CartEvent event,
      Instant askedAt,
      ActorRef<Reply<CartView, CartRefused>> replyTo) {}

  private final ActorRef<QuotaBatcher.Message> quotas;
  private final ActorRef<QuotaReply> replies;
  private @Nullable UnderWay underWay;

  Refilling(ActorRef<QuotaBatcher.Message> quotas, ActorRef<QuotaReply> replies) {
    this.quotas = quotas;
    this.replies = replies;
  }

  boolean isUnderWay() {
    return underWay != null;
  }

  /** Begins with a change, and asks the first quota. */
  Optional<Success> begin(
      Refill refill, CartEvent event, Instant now, ActorRef<Reply<CartView, CartRefused>> replyTo) {
    return take(refill.first(), new UnderWay(refill, event, now, replyTo), now);
  }

  /** Goes on with the answer of a quota. An answer to a change that was given up is not heard. */
  Optional<Success> after(QuotaReply reply, Instant now) {
    if (underWay == null || underWay.refill().attempt() != reply.tag()) return Optional.empty();
    return take(underWay.refill().after(reply.answer()), underWay, now);
  }

  /** Gives up what waits for a quota that will not answer: the batcher died with the question. */
  void giveUpIfUnanswered(Instant now) {
    if (underWay == null || now.isBefore(underWay.askedAt().plus(Limits.ENTITY_TIMEOUT))) return;
    giveUp(underWay.refill().unanswered(), underWay);
  }

  /** Drops what was under way without a word: its outcome is unknown. */
  void forget() {
    underWay = null;
  }

  /** Asks for what needs no answer. What gets lost ends at the cart's deadline. */
  void send(List<Farewell> farewells) {
    farewells.forEach(
        farewell ->
            quotas.tell(new Submit(farewell.quota(), farewell.request(), 0, replies::tell)));
  }

  private Optional<Success> take(Refill.Step step, UnderWay from, Instant now) {
    return switch (step) {
      case Refill.Ask ask -> {
        underWay = new UnderWay(ask.next(), from.event(), now, from.replyTo());
        quotas.tell(new Submit(ask.quota(), ask.hold(), from.refill().attempt(), replies::tell));
        yield Optional.empty();
      }
      case AllGranted granted -> {
        underWay = null;
        yield Optional.of(new Success(from.event(), granted.surplus(), from.replyTo()));
      }
      case GiveUp giveUp -> {
        giveUp(giveUp, from);
        yield Optional.empty();
      }
    };
  }

  private void giveUp(GiveUp giveUp, UnderWay from) {
    underWay = null;
    send(giveUp.undo());
    from.replyTo().tell(new Reply.Refused<>(giveUp.refused()));
  }
}
