package id.kuota.persistence.journal;

import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.CancelledTicket;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.pricing.Charge;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.OpenHolds;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.quota.ReturnedUnits;
import id.kuota.engine.ratelimit.Rate;
import id.kuota.engine.ratelimit.RateKey;
import id.kuota.engine.ratelimit.RateLimit;
import id.kuota.engine.ratelimit.RateMessage;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.engine.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** One of everything that is portable, and more where a type has variants. Never at random. */
final class Samples {

  static final Instant AT = Instant.parse("2026-11-21T03:00:00.123456789Z");
  static final Instant UNTIL = AT.plus(Duration.ofMinutes(15));
  static final Instant FAR = Instant.parse("9999-12-31T23:59:59Z");

  static final SaleId SALE = new SaleId("java-jazz-2027");
  static final OfferId OFFER = new OfferId("cat1");
  static final QuotaId QUOTA = QuotaId.shared("java-jazz-2027", "cat1");
  static final OrderId ORDER = new OrderId("ord_0123456789abcdefghjkmnpqrstvwxyz");
  static final PaymentId PAYMENT = PaymentId.of(ORDER.value(), "key-1");
  static final PaymentInstruction PAGE =
      new PaymentInstruction("https://gateway.example/snap/v4/redirection/66e4fa55", UNTIL);
  static final TicketId TICKET = TicketId.of(ORDER.value(), 1);

  private static final Price PRICE =
      new Price(
          750_000,
          List.of(
              new Charge(Charge.Kind.TAX, "Entertainment tax", 1_500, 0),
              new Charge(Charge.Kind.FEE, "Service", 0, 5_000)));

  private Samples() {}

  static OrderContent content() {
    return new OrderContent(
        SALE,
        3,
        "IDR",
        new BuyerKey("3kq8f0vaz9y7r2m5"),
        List.of(new OrderLine(OFFER, "CAT 1", PRICE.times(2), List.of(QUOTA))),
        Duration.ofMinutes(15),
        4,
        "5f9c1e");
  }

  static SaleTerms terms() {
    return termsWithoutRoom()
        .with(
            new WaitingRoomTerms(
                AT, 600, WaitingRoomTerms.Mixing.NONCES, WaitingRoomTerms.OnFailure.CLOSED));
  }

  static SaleTerms termsWithoutRoom() {
    return new SaleTerms(
        "Java Jazz 2027",
        "IDR",
        AT,
        FAR,
        Duration.ofMinutes(15),
        4,
        CartHolds.AT_ONCE,
        TicketsAfterRefund.KEEP,
        List.of(new OfferTerms(OFFER, "CAT 1", PRICE, List.of("cat1"))),
        List.of(new QuotaTerms("cat1", 5_000)));
  }

  static EntryLists lists() {
    return new EntryLists(
        List.of(
            EntryList.forAll("main", Reentry.AFTER_EXIT),
            new EntryList("lounge", List.of(OFFER), Reentry.ALWAYS)));
  }

  private static EventUpcasters.Terms earlierTerms() {
    SaleTerms terms = terms();
    return new EventUpcasters.Terms(
        terms.name(),
        terms.currency(),
        terms.opensAt(),
        terms.closesAt(),
        terms.holdFor(),
        terms.unitsPerBuyer(),
        terms.offers(),
        terms.quotas());
  }

  private static EventUpcasters.TermsWithCarts termsWithCarts() {
    SaleTerms terms = terms();
    return new EventUpcasters.TermsWithCarts(
        terms.name(),
        terms.currency(),
        terms.opensAt(),
        terms.closesAt(),
        terms.holdFor(),
        terms.unitsPerBuyer(),
        terms.cartHolds(),
        terms.offers(),
        terms.quotas());
  }

  static OpenHolds.OpenHold hold(int number, int quantity) {
    return new OpenHolds.OpenHold(
        holdId(number),
        Long.MAX_VALUE - number,
        quantity,
        UNTIL.plusNanos(number),
        OptionalLong.empty());
  }

  /** One whose node is known, and one that an earlier release has placed. */
  private static OpenHolds twoHolds() {
    OpenHolds.OpenHold earlier = hold(1, 2);
    return OpenHolds.NONE
        .with(earlier)
        .with(new OpenHolds.OpenHold(holdId(2), earlier.attempt(), 1, UNTIL, OptionalLong.of(3)));
  }

  static HoldId holdId(int number) {
    return new HoldId("ord_%032d".formatted(number));
  }

  static OpenHolds holds(int count) {
    OpenHolds holds = OpenHolds.NONE;
    for (int number = 1; number <= count; number++) {
      holds = holds.with(hold(number, 1 + number % 4));
    }
    return holds;
  }

  /** As large as one row gets: a batch in which every request was granted. */
  static QuotaEvent.BatchApplied fullBatch(int changes) {
    var held = new ArrayList<QuotaChange>();
    for (int number = 1; number <= changes; number++) {
      var hold = hold(number, 1 + number % 4);
      held.add(
          new QuotaChange.UnitsHeld(hold.id(), hold.attempt(), hold.quantity(), 0, hold.until()));
    }
    return new QuotaEvent.BatchApplied(QUOTA, held, 0, AT);
  }

  /** What lies in the journal: one of each, in every variant that has a form of its own. */
  static List<Portable> stored() {
    var stored = new ArrayList<>(sold());
    stored.addAll(CartSamples.stored());
    stored.addAll(DeviceSamples.stored());
    stored.addAll(MoneySamples.stored());
    stored.addAll(TicketSamples.stored());
    return stored;
  }

  private static List<Portable> sold() {
    return List.of(
        new OrderEvent.OrderPlaced(ORDER, content(), UNTIL, AT),
        new OrderEvent.PaymentStarted(PAYMENT, "fake", "qris", AT),
        new OrderEvent.PaymentPageOpened(PAYMENT, PAGE, AT),
        new OrderEvent.PaymentFailed(PAYMENT, "trx-1", AT),
        new OrderEvent.OrderFree(
            SALE,
            List.of(new OrderEvent.Revenue(QUOTA, 0)),
            List.of(new Ticket(TICKET, OFFER)),
            AT),
        new OrderEvent.OrderPaid(
            SALE,
            PAYMENT,
            "trx-1",
            List.of(new OrderEvent.Revenue(QUOTA, 1_735_000)),
            List.of(new Ticket(TICKET, OFFER)),
            AT),
        new OrderEvent.OrderCancelled(SALE, AT),
        new OrderEvent.OrderExpired(SALE, AT),
        new OrderEvent.OrderDutyDone(AT),
        new OrderEvent.RefundOwed(
            SALE, PAYMENT, "trx-1", 1_735_000, OwedRefund.Reason.PAID_AFTER_EXPIRY, AT),
        new QuotaEvent.BatchApplied(
            QUOTA,
            List.of(
                new QuotaChange.CapacitySet(5_000, 0, "first capacity", "sale java-jazz-2027"),
                new QuotaChange.UnitsHeld(ORDER.hold(), Long.MAX_VALUE, 2, 1, UNTIL),
                new QuotaChange.UnitsSold(ORDER.hold(), 2),
                new QuotaChange.UnitsReleased(holdId(7), 4)),
            17,
            AT,
            OptionalLong.of(3)),
        new QuotaState.Counting(5_000, AT, "first capacity", twoHolds(), 40, ReturnedUnits.NONE),
        new QuotaState.Unopened(),
        new EventUpcasters.TermsSet(SALE, earlierTerms(), "operator", AT),
        new EventUpcasters.TermsWithCartsSet(SALE, termsWithCarts(), "operator", AT),
        new SaleEvent.SaleTermsSet(SALE, terms(), "operator", AT),
        new SaleEvent.SaleListsSet(SALE, lists(), "operator", AT),
        new SaleEvent.SaleOpened(SALE, "operator", AT),
        new SaleEvent.SalePaused(SALE, "operator", AT),
        new SaleEvent.SaleClosed(SALE, "operator", AT),
        new SaleEvent.SaleCancelled(SALE, "a storm", true, "operator", AT),
        new SaleEvent.SaleQuotaOpened(SALE, "cat1", AT));
  }

  /** What travels only. */
  static List<Portable> messages(ActorRef<Object> asker) {
    var messages = new ArrayList<Portable>();
    addOrderMessages(messages, asker);
    addQuotaMessages(messages, asker);
    SaleSamples.addMessages(messages, asker);
    CartSamples.addMessages(messages, asker);
    DeviceSamples.addMessages(messages, asker);
    addRateMessages(messages, asker);
    MoneySamples.addMessages(messages, asker);
    TicketSamples.addMessages(messages, asker);
    return messages;
  }

  private static void addRateMessages(List<Portable> to, ActorRef<Object> asker) {
    var limit =
        new RateLimit(
            "buyer", new Rate(60, Duration.ofSeconds(10)), new Rate(600, Duration.ofMinutes(10)));
    to.add(new RateMessage.LeaseRequest(new RateKey(5, -7), limit, 3, asker.narrow()));
    to.add(new RateMessage.LeaseAnswer(0, 170_000_000L));
  }

  private static void addOrderMessages(List<Portable> to, ActorRef<Object> asker) {
    var report =
        new PaymentReport(
            PAYMENT,
            ORDER.value(),
            "trx-1",
            1_735_000,
            "IDR",
            PaymentReport.Result.REFUNDED,
            867_500,
            700,
            List.of(new PaymentReport.ListedRefund("dashboard-1", "4711")),
            Optional.of(AT));
    var refused = new OrderRefused(OrderRefusal.SOLD_OUT, List.of(0, 2), 1L);
    to.add(new OrderCommand.StartPayment(PAYMENT, "fake", "qris"));
    to.add(new OrderCommand.RecordPaymentPage(PAYMENT, PAGE));
    to.add(new OrderMessage.Ask(new OrderCommand.RecordPaymentPage(PAYMENT, PAGE), asker.narrow()));
    to.add(new OrderCommand.CancelOrder());
    to.add(new OrderCommand.RecordPayment(report));
    to.add(new OrderCommand.RecordPayment(UNASKED));
    to.add(new OrderCommand.RecordPlacement(ORDER, content(), UNTIL));
    to.add(new OrderCommand.ResolveExpiry());
    to.add(new OrderCommand.RecordDutyDone());
    to.add(new OrderMessage.Place(content(), asker.narrow()));
    to.add(new OrderMessage.TakeOver(content(), 42, asker.narrow()));
    to.add(new OrderMessage.Ask(new OrderCommand.CancelOrder(), asker.narrow()));
    to.add(new OrderMessage.Ask(new OrderCommand.RecordPayment(report), asker.narrow()));
    to.add(new OrderMessage.FindPlaced("5f9c1e", refused, asker.narrow()));
    to.add(new OrderMessage.Look(asker.narrow()));
    to.add(new OrderMessage.ResolveHold(ORDER.hold(), 42, asker.narrow()));
    to.add(new OrderMessage.ResolveEarly(question(), asker.narrow()));
    to.add(orderView());
    to.add(orderView().asPlaced());
    to.add(new Reply.Answered<>(orderView(), true));
    to.add(new Reply.Refused<>(refused));
    to.add(new Reply.Refused<>(OrderRefused.of(OrderRefusal.ORDER_UNKNOWN)));
  }

  /** What a quota asks an order, or a cart, about a hold whose node is gone. */
  static HoldQuestion question() {
    return new HoldQuestion(ORDER.hold(), 42, QUOTA, HoldQuestion.Occasion.NODE_GONE);
  }

  private static void addQuotaMessages(List<Portable> to, ActorRef<Object> asker) {
    HoldId hold = ORDER.hold();
    to.add(
        new QuotaEntity.ApplyBatch(
            List.of(
                new QuotaRequest.OpenQuota(5_000, "sale java-jazz-2027"),
                new QuotaRequest.Hold(hold, 42, 2, UNTIL, OptionalLong.empty()),
                new QuotaRequest.Hold(hold, 43, 2, FAR, OptionalLong.of(4)),
                new QuotaRequest.Settle(hold, 42),
                new QuotaRequest.Release(hold, OptionalLong.of(42)),
                new QuotaRequest.Release(hold, OptionalLong.empty()),
                new QuotaRequest.ReleaseBefore(hold, 42),
                new QuotaRequest.Return(hold, 2),
                new QuotaRequest.ChangeCapacity(6_000, "north stand", "operator", true)),
            9,
            OptionalLong.of(3),
            asker.narrow()));
    to.add(new QuotaEntity.ApplyBatch(List.of(), 10, OptionalLong.empty(), asker.narrow()));
    to.add(
        new QuotaEntity.BatchAnswered(
            QUOTA,
            9,
            List.of(
                new QuotaAnswer.Granted(UNTIL),
                new QuotaAnswer.Ended(),
                new QuotaAnswer.CapacityIs(6_000),
                new QuotaAnswer.Refused(QuotaRefusal.TAKEN_FOR_NOW, -3))));
    to.add(new QuotaEntity.Explain(asker.narrow()));
    to.add(new QuotaEntity.Explained(Optional.of(quotaView(null))));
    to.add(new QuotaEntity.Explained(Optional.empty()));
    to.add(new QuotaEntity.Wake());
    to.add(new HoldResolution(hold, 42, HoldResolution.Word.SETTLE));
    to.add(new HoldResolution(hold, 42, HoldResolution.Word.KEEP));
    to.add(new Availability(QUOTA, 100, 7, 12));
    to.add(quotaView(UNTIL));
  }

  private static OrderView orderView() {
    return new OrderView(
        ORDER,
        SALE,
        OrderView.Status.REFUND_DUE,
        "IDR",
        content().lines(),
        content().total(),
        AT,
        UNTIL,
        UNTIL,
        List.of(
            new PaymentAttempt(PAYMENT, "fake", "qris", AT, PaymentAttempt.Status.SETTLED, PAGE),
            new PaymentAttempt(PAYMENT, "fake", "qris", AT, PaymentAttempt.Status.STARTED)),
        List.of(new Ticket(TICKET, OFFER)),
        List.of(MoneySamples.REFUND),
        List.of(new CancelledTicket(TICKET, true, "ill", AT)),
        List.of(MoneySamples.ENTRY, MoneySamples.CHARGED),
        true,
        List.of(TICKET));
  }

  /** A gateway said it without having been asked, and lists nothing. */
  private static final PaymentReport UNASKED =
      new PaymentReport(
          PAYMENT, ORDER.value(), "trx-1", 9_000, "IDR", PaymentReport.Result.SETTLED);

  private static QuotaView quotaView(@Nullable Instant nextDeadline) {
    return new QuotaView(QUOTA, 5_000, 4_900, 60, 40, 30, nextDeadline, AT, "first capacity", 12);
  }
}
