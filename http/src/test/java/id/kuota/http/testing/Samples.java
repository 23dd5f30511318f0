package id.kuota.http.testing;

import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.order.CancelledTicket;
import id.kuota.engine.order.MoneyEntry;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.pricing.Charge;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleChange;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.engine.ticket.TicketId;
import id.kuota.http.edge.cluster.ClusterJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Views to answer with. {@link #NOW} is what the clock of the tests shows. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  public static final SaleId SALE = new SaleId("coldplay-jakarta-2023");

  private static final Price PRICE =
      new Price(
          5_000_000,
          List.of(
              new Charge(Charge.Kind.TAX, "Entertainment tax", 1_500, 0),
              new Charge(Charge.Kind.FEE, "Service", 0, 5_000)));

  /** Two nodes, of which one moves in. */
  public static final ClusterJson CLUSTER =
      new ClusterJson(
          "aceee884",
          true,
          "2 nodes, all live and in touch; 1 move is under way.",
          "a:1",
          "a:1",
          NOW,
          List.of(new ClusterJson.Version("0.1.0", 2)),
          List.of(
              new ClusterJson.Member(
                  "a:1",
                  "up",
                  true,
                  false,
                  new ClusterJson.Lease(7, "live", "0.1.0", NOW, 120, List.of("a:1")),
                  List.of(new ClusterJson.Shards("Quota", 12, 3))),
              new ClusterJson.Member("b:1", "joining", true, false, null, List.of())),
          List.of(
              new ClusterJson.HotQuota("coldplay-jakarta-2023.cat1", 5, "a:1", 90, 2, 41.5),
              new ClusterJson.HotQuota("coldplay-jakarta-2023.cat2", 6, null, -1, 2, null)),
          List.of(new ClusterJson.Projection("sales", "up_to_date", "a:1", 9, 0, 0, null)),
          List.of(new ClusterJson.Move("node b:1", null, "b:1", "it joins")),
          List.of());

  private Samples() {}

  public static SaleView sale(SaleView.Phase phase, long revision) {
    var terms =
        new SaleTerms(
            "Coldplay in Jakarta",
            "IDR",
            NOW.minus(Duration.ofHours(1)),
            NOW.plus(Duration.ofHours(1)),
            Duration.ofMinutes(15),
            4,
            List.of(
                new OfferTerms(new OfferId("cat1"), "CAT 1", PRICE, List.of("cat1")),
                new OfferTerms(
                    new OfferId("pair"), "Both", new Price(1, List.of()), List.of("cat1", "cat2"))),
            List.of(new QuotaTerms("cat1", 100), new QuotaTerms("cat2", 10)));
    return new SaleView(
        SALE,
        terms,
        EntryLists.NONE,
        phase,
        revision,
        List.of(new SaleChange(1, SaleChange.Kind.TERMS_SET, "operator", NOW)));
  }

  /** The sale with a waiting room that has been open for two hours. */
  public static SaleView withRoom(SaleView.Phase phase) {
    return withRoomFrom(sale(phase, 3), NOW.minus(Duration.ofHours(2)));
  }

  /** The open sale with a waiting room that opens then. */
  public static SaleView withRoomFrom(Instant opensAt) {
    return withRoomFrom(sale(SaleView.Phase.OPEN, 3), opensAt);
  }

  private static SaleView withRoomFrom(SaleView view, Instant opensAt) {
    var room =
        new WaitingRoomTerms(
            opensAt, 600, WaitingRoomTerms.Mixing.NONCES, WaitingRoomTerms.OnFailure.CLOSED);
    return new SaleView(
        view.sale(),
        view.terms().with(room),
        view.lists(),
        view.phase(),
        view.revision(),
        view.history());
  }

  /** The sale whose event is cancelled. */
  public static SaleView cancelled(Cancellation cancellation) {
    SaleView view = sale(SaleView.Phase.CANCELLED, 4);
    return new SaleView(
        view.sale(),
        view.terms(),
        view.lists(),
        view.phase(),
        view.revision(),
        List.of(new SaleChange(4, SaleChange.Kind.CANCELLED, cancellation.by(), cancellation.at())),
        Optional.of(cancellation));
  }

  /** The same sale with these lists. */
  public static SaleView sale(SaleView view, EntryLists lists) {
    return new SaleView(
        view.sale(), view.terms(), lists, view.phase(), view.revision(), view.history());
  }

  public static QuotaView quota(String name, long capacity, long held, long sold) {
    return new QuotaView(
        QuotaId.shared(SALE.value(), name),
        capacity,
        capacity - held - sold,
        held,
        sold,
        held > 0 ? 1 : 0,
        held > 0 ? NOW.plusSeconds(60) : null,
        NOW,
        "initial",
        7);
  }

  public static OrderView held(OrderId order) {
    return order(order, OrderView.Status.HELD, List.of(), List.of(), List.of());
  }

  public static OrderView paid(OrderId order) {
    var attempt =
        new PaymentAttempt(
            PaymentId.of(order.value(), "p"), "fake", "qris", NOW, PaymentAttempt.Status.SETTLED);
    return order(
        order,
        OrderView.Status.PAID,
        List.of(attempt),
        List.of(
            new Ticket(TicketId.of(order.value(), 1), new OfferId("cat1")),
            new Ticket(TicketId.of(order.value(), 2), new OfferId("cat1"))),
        List.of());
  }

  /** A paid order of which these tickets were taken back: the money of the first is owed. */
  public static OrderView cancelled(OrderId order, TicketId... tickets) {
    OrderView paid = paid(order);
    var payment = PaymentId.of(order.value(), "p");
    var refund =
        new OwedRefund(
            RefundId.of(payment, tickets[0]),
            payment,
            5,
            "IDR",
            OwedRefund.Reason.TICKET_CANCELLED,
            OwedRefund.Status.DUE,
            NOW,
            "");
    var charged =
        new MoneyEntry(
            MoneyEntry.Kind.CHARGED, payment, Optional.empty(), 7, "IDR", "reference", NOW);
    return new OrderView(
        paid.order(),
        paid.sale(),
        paid.status(),
        paid.currency(),
        paid.lines(),
        paid.total(),
        paid.placedAt(),
        paid.heldUntil(),
        paid.endedAt(),
        paid.payments(),
        paid.tickets(),
        List.of(refund),
        Arrays.stream(tickets)
            .map(ticket -> new CancelledTicket(ticket, true, "ill", NOW))
            .toList(),
        List.of(charged),
        false,
        List.of());
  }

  /** An order that was paid and of which all tickets were cancelled. */
  public static OrderView without(OrderId order, OrderView.Status status) {
    OrderView paid = paid(order);
    return order(order, status, paid.payments(), paid.tickets(), List.of());
  }

  public static OrderView refundDue(OrderId order) {
    var refund =
        new OwedRefund(
            RefundId.of(PaymentId.of(order.value(), "p")),
            PaymentId.of(order.value(), "p"),
            11_510_000,
            "IDR",
            OwedRefund.Reason.PAID_AFTER_EXPIRY,
            OwedRefund.Status.DUE,
            NOW,
            "");
    return order(order, OrderView.Status.REFUND_DUE, List.of(), List.of(), List.of(refund));
  }

  public static CartView cart(CartId cart, CartView.Status status) {
    boolean isOrder = status == CartView.Status.CHECKED_OUT;
    OrderView order = held(cart.order());
    return new CartView(
        cart,
        SALE,
        status,
        CartHolds.AT_ONCE,
        "IDR",
        order.lines(),
        order.total(),
        !isOrder,
        order.placedAt(),
        order.heldUntil(),
        isOrder ? cart.order() : null);
  }

  private static OrderView order(
      OrderId order,
      OrderView.Status status,
      List<PaymentAttempt> payments,
      List<Ticket> tickets,
      List<OwedRefund> refunds) {
    var line =
        new OrderLine(
            new OfferId("cat1"),
            "CAT 1",
            PRICE.times(2),
            List.of(QuotaId.shared(SALE.value(), "cat1")));
    return new OrderView(
        order,
        SALE,
        status,
        "IDR",
        List.of(line),
        line.price().total(),
        NOW.minusSeconds(100),
        NOW.plusSeconds(800),
        status == OrderView.Status.HELD ? null : NOW,
        payments,
        tickets,
        refunds);
  }
}
