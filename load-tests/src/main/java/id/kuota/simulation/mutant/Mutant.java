package id.kuota.simulation.mutant;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.cluster.Guarantee;
import id.kuota.simulation.cluster.Seams;
import java.util.function.Supplier;

/** The planted faults. */
public enum Mutant {
  ANSWERS_BEFORE_PERSIST(
      "Replies are sent before the journal has the events",
      () -> RuntimeFaults.without(Guarantee.REPLIES_AFTER_PERSIST)),
  STOPS_WHILE_BUSY(
      "A stopping entity forgets what is in flight (decision 0026)",
      () -> RuntimeFaults.without(Guarantee.HEEDS_BUSY)),
  PASSIVATES_WHILE_OWING(
      "An idle entity passivates although it owes something",
      () -> RuntimeFaults.without(Guarantee.HEEDS_OWING)),
  GOES_ON_AFTER_FAILED_WRITE(
      "After a failed write an entity goes on as if it had worked",
      () -> RuntimeFaults.without(Guarantee.RECOVERS_AFTER_FAILURE)),
  RECOVERS_WITHOUT_EFFECTS(
      "A recovery does not begin with what the state demands",
      () -> RuntimeFaults.without(Guarantee.FOLLOWS_RECOVERY)),
  FORGETS_RETRIES("What an order owes its quotas is sent once", RuntimeFaults::retriesForgotten),
  CLOCK_GOES_BACK(
      "The clock of an entity goes back by seconds",
      () -> RuntimeFaults.without(Guarantee.KEEPS_TIME)),
  LOSES_STASH(
      "What comes while an entity writes is dropped",
      () -> RuntimeFaults.without(Guarantee.KEEPS_MAILBOX)),
  LOSES_SHARD_BUFFER(
      "What comes while an entity stops is dropped",
      () -> RuntimeFaults.without(Guarantee.KEEPS_BUFFER)),
  LOSES_EVENT("The journal acknowledges an event and does not keep it", RuntimeFaults::eventLost),
  DUPLICATES_EVENT("The journal keeps an event twice", RuntimeFaults::eventDuplicated),
  SWAPS_EVENTS(
      "The journal keeps the events of a write in another order", RuntimeFaults::eventsSwapped),
  ACCEPTS_SECOND_WRITER(
      "The journal takes two events of one number",
      () -> RuntimeFaults.without(Guarantee.REFUSES_SECOND_WRITER)),
  BEGINS_KNOWN_STREAM(
      "The journal takes a beginning of a stream that it has, from an entity that has not read it",
      () -> RuntimeFaults.without(Guarantee.CHECKS_UNREAD_STREAMS)),
  REPLAY_MISSES_LAST("A replay does not reach the last event", RuntimeFaults::replayMissesLast),
  QUOTAS_SLEEP(
      "Quotas with open holds are not woken",
      () -> RuntimeFaults.wakes(EntityKey.Type.QUOTA, false)),
  ORDERS_SLEEP(
      "Orders that owe money are not woken",
      () -> RuntimeFaults.wakes(EntityKey.Type.ORDER, false)),
  RELEASES_WITHOUT_ATTEMPT(
      "A release names no attempt, and hits later holds", QuotaFaults::releasesWithoutAttempt),
  HOLDS_TOO_LITTLE("A hold asks for one unit less", QuotaFaults::holdsTooLittle),
  RETURNS_AGAIN("A repeated return counts again", QuotaFaults::returnsAgain),
  SOLD_OUT_IS_GRANT(
      "A quota that is sold out is taken for one that granted",
      () -> QuotaFaults.takenAsGrant(QuotaRefusal.SOLD_OUT)),
  SILENCE_IS_GRANT(
      "A quota that is silent is taken for one that granted",
      () -> QuotaFaults.takenAsGrant(QuotaRefusal.UNANSWERED)),
  ACKNOWLEDGES_TOO_EARLY(
      "What ends a hold counts as done before it is sent", QuotaFaults::acknowledgedTooEarly),
  SWAPS_SETTLE_AND_RELEASE(
      "The quota hears SETTLE for RELEASE and RELEASE for SETTLE",
      () -> QuotaFaults.word(QuotaFaults::swapped)),
  WAIT_IS_RELEASE(
      "The quota hears RELEASE for WAIT", () -> QuotaFaults.word(QuotaFaults::impatient)),
  IGNORES_ATTEMPT(
      "A stray hold of an earlier attempt is settled with the order", QuotaFaults::attemptIgnored),
  IGNORES_DEADLINE(
      "A quota does not ask the owners of expired holds",
      () -> QuotaFaults.ownersNotAsked(HoldQuestion.Occasion.DEADLINE)),
  IGNORES_LOST_NODE(
      "A quota does not ask the owners of holds whose node is gone",
      () -> QuotaFaults.ownersNotAsked(HoldQuestion.Occasion.NODE_GONE)),
  KEEP_IS_RELEASE("The quota hears RELEASE for KEEP", () -> QuotaFaults.word(QuotaFaults::rash)),
  CARTS_ARE_NOT_ASKED(
      "What a cart holds is released when its node is gone, since its order does not exist",
      QuotaFaults::cartsNotAsked),
  SHIFTS_ANSWERS("The answers of a batch go to the wrong requests", QuotaFaults::answersShifted),
  IGNORES_BATCH_NUMBER(
      "A late answer counts for the next batch",
      () -> RuntimeFaults.without(Guarantee.CHECKS_BATCH_NUMBER)),
  FORCES_CAPACITY("A capacity below what is in use is taken", QuotaFaults::capacityForced),
  QUOTA_FORGETS_BATCH(
      "A running quota does not apply a batch that it has written",
      () -> RuntimeFaults.forgets(QuotaEvent.BatchApplied.class, 9)),
  ORDER_FORGETS_PAYMENT(
      "A running order does not apply that it is paid: dedupe is lost",
      () -> RuntimeFaults.forgets(OrderEvent.OrderPaid.class, 1)),
  ORDER_FORGETS_END(
      "A running order does not apply that it has expired",
      () -> RuntimeFaults.forgets(OrderEvent.OrderExpired.class, 1)),
  REFUND_KEY_CHANGES(
      "A refund that is asked for again has another key", MoneyFaults::refundKeyChanges),
  REFUND_SILENCE_IS_DONE(
      "A gateway that is silent is taken for one that paid back", MoneyFaults::refundSilenceIsDone),
  CANCEL_SILENCE_IS_DONE(
      "A gateway that is silent is taken for one that ended the attempt",
      MoneyFaults::cancelSilenceIsDone),
  PENDING_IS_NEVER(
      "An attempt that is pending is taken for one that does not exist",
      MoneyFaults::pendingIsNever),
  STATUS_IS_UNREADABLE(
      "What the gateway says of an attempt is not understood", MoneyFaults::statusNeverKnown),
  TICKETS_STAY_VALID(
      "A ticket whose money has left counts as void, and was not told", MoneyFaults::ticketsStay),
  RULE_IS_KEEP("A sale's rule for tickets whose money has left is not read", MoneyFaults::keeps),
  CART_HOLDS_NOTHING(
      "A cart believes that it holds, and asks no quota", QuotaFaults::cartHoldsNothing),
  CART_ORDERS_ANEW("A checkout orders as if the cart held nothing", CustomerFaults::cartOrdersAnew),
  CART_CONFIRMS_REFUSAL(
      "A cart is checked out although its order refuses", CustomerFaults::cartConfirmsRefusal),
  TICKET_TRUSTS_CLAIM(
      "A ticket admits without the word of its order", CustomerFaults::ticketTrustsClaim),
  TICKET_FORGETS_ENTRY(
      "A running ticket does not apply that it has admitted",
      () -> RuntimeFaults.forgets(TicketEvent.TicketCheckedIn.class, 1)),
  TICKET_FORGETS_VOID(
      "A running ticket does not apply that it is void",
      () -> RuntimeFaults.forgets(TicketEvent.TicketVoided.class, 1)),
  SALE_OPENS_NOTHING(
      "A sale is said to be open before its quotas are", QuotaFaults::saleOpensNothing);

  private final String fault;

  @SuppressWarnings("ImmutableEnumChecker") // The suppliers have no memory.
  private final Supplier<Seams> seams;

  Mutant(String fault, Supplier<Seams> seams) {
    this.fault = fault;
    this.seams = seams;
  }

  /** Returns what is wrong, in a sentence. */
  public String fault() {
    return fault;
  }

  /** Returns the seams with the fault, for one run. */
  public Seams seams() {
    return seams.get();
  }
}
