package id.kuota.persistence.projection;

import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Events of one concert, as the engine writes them; the vocabulary of the tests. */
public final class SaleStory {

  public static final SaleId CONCERT = new SaleId("concert");
  public static final QuotaId FLOOR = QuotaId.shared("concert", "floor");
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  public static final Instant DEADLINE = NOON.plus(Duration.ofMinutes(15));

  /** Price of one unit, in rupiah. */
  public static final long PRICE = 5_000_000;

  private static final Price UNIT = new Price(PRICE, List.of());

  private SaleStory() {}

  public static SaleEvent.SaleTermsSet termsSet(String name) {
    var terms =
        new SaleTerms(
            name,
            "IDR",
            NOON,
            NOON.plus(Duration.ofDays(1)),
            Duration.ofMinutes(15),
            4,
            List.of(new OfferTerms(new OfferId("floor"), "Floor", UNIT, List.of("floor"))),
            List.of(new QuotaTerms("floor", 100)));
    return new SaleEvent.SaleTermsSet(CONCERT, terms, "operator", NOON);
  }

  /** The order with this number. */
  public static OrderId order(int number) {
    return new OrderId("ord_" + String.format(Locale.ROOT, "%032d", number));
  }

  /** The quota of the buyer with this number. */
  public static QuotaId buyersQuota(int number) {
    return QuotaId.personal("concert", "buyer" + number);
  }

  public static QuotaEvent.BatchApplied batch(QuotaId quota, Instant at, QuotaChange... changes) {
    return new QuotaEvent.BatchApplied(quota, List.of(changes), 0, at);
  }

  public static QuotaChange.CapacitySet capacity(long capacity) {
    return new QuotaChange.CapacitySet(capacity, 0, "opened", "operator");
  }

  public static QuotaChange.UnitsHeld held(int order, int quantity) {
    return held(order, quantity, DEADLINE);
  }

  public static QuotaChange.UnitsHeld held(int order, int quantity, Instant until) {
    return new QuotaChange.UnitsHeld(hold(order), 1, quantity, 0, until);
  }

  public static QuotaChange.UnitsSold sold(int order, int quantity) {
    return new QuotaChange.UnitsSold(hold(order), quantity);
  }

  public static QuotaChange.UnitsReleased released(int order, int quantity) {
    return new QuotaChange.UnitsReleased(hold(order), quantity);
  }

  public static OrderEvent.OrderPlaced placed(int order, int quantity, Instant at) {
    return new OrderEvent.OrderPlaced(
        order(order), content(order, quantity), at.plusSeconds(900), at);
  }

  public static OrderEvent.OrderPlaced placedFree(int order, int quantity, Instant at) {
    OrderContent content = content(order, quantity, new Price(0, List.of()));
    return new OrderEvent.OrderPlaced(order(order), content, at.plusSeconds(900), at);
  }

  public static OrderEvent.OrderFree free(int order, int quantity, Instant at) {
    List<Ticket> tickets = paid(order, quantity, at).tickets();
    return new OrderEvent.OrderFree(
        CONCERT, List.of(new OrderEvent.Revenue(FLOOR, 0)), tickets, at);
  }

  public static OrderEvent.PaymentStarted paymentStarted(int order, Instant at) {
    return new OrderEvent.PaymentStarted(payment(order), "fake", "virtual_account", at);
  }

  public static OrderEvent.OrderPaid paid(int order, int quantity, Instant at) {
    List<Ticket> tickets =
        IntStream.rangeClosed(1, quantity)
            .mapToObj(n -> TicketId.of(order(order).value(), n))
            .map(ticket -> new Ticket(ticket, new OfferId("floor")))
            .toList();
    var revenue = List.of(new OrderEvent.Revenue(FLOOR, quantity * PRICE));
    return new OrderEvent.OrderPaid(CONCERT, payment(order), "reference", revenue, tickets, at);
  }

  public static OrderEvent.OrderCancelled cancelled(Instant at) {
    return new OrderEvent.OrderCancelled(CONCERT, at);
  }

  public static OrderEvent.OrderExpired expired(Instant at) {
    return new OrderEvent.OrderExpired(CONCERT, at);
  }

  public static OrderEvent dutyDone(Instant at) {
    return new OrderEvent.OrderDutyDone(at);
  }

  public static PaymentId payment(int order) {
    return PaymentId.of(order(order).value(), "key");
  }

  private static HoldId hold(int order) {
    return order(order).hold();
  }

  private static OrderContent content(int order, int quantity) {
    return content(order, quantity, UNIT);
  }

  private static OrderContent content(int order, int quantity, Price unit) {
    return new OrderContent(
        CONCERT,
        1,
        "IDR",
        new BuyerKey("buyer" + order),
        List.of(new OrderLine(new OfferId("floor"), "Floor", unit.times(quantity), List.of(FLOOR))),
        Duration.ofMinutes(15),
        4,
        "fingerprint" + order);
  }
}
