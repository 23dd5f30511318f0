package id.kuota.http.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.QuotaShare;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.page.Words;
import id.kuota.persistence.history.Moment;
import id.kuota.persistence.history.OrderExplanation;
import id.kuota.persistence.history.OrderHistory;
import id.kuota.persistence.history.QuotaGrant;
import id.kuota.persistence.projection.JournalPosition;
import id.kuota.persistence.projection.JournalRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What became of an order, in the words of both languages. */
final class TimeLineTest {

  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");
  private static final Instant DEADLINE = NOON.plusSeconds(900);
  private static final SaleId SALE = new SaleId("concert");
  private static final OrderId ORDER = new OrderId("ord_" + "1".repeat(32));
  private static final QuotaId FLOOR = QuotaId.shared("concert", "floor");
  private static final PaymentId PAYMENT = PaymentId.of(ORDER.value(), "key");
  private static final TicketId TICKET = TicketId.of(ORDER.value(), 1);

  private final List<JournalRow> events = new ArrayList<>();
  private final List<JournalRow> scans = new ArrayList<>();
  private long ordering = 10;

  @Test
  void aGrantTellsItsNumberAndWhatWasFreeAtThatInstant() {
    JournalRow placed = event(placed());

    List<Moment> line =
        moments(history(granted(placed, new QuotaGrant.Moment(4_710, 5_000, 300, 4_400, 7))));

    assertThat(codes(line)).containsExactly("units_granted", "order_placed");
    assertThat(english(line))
        .first()
        .isEqualTo(
            "concert.floor granted 2 units as its grant number 4,711. Just before, 300 of 5,000"
                + " were free, 300 held, 4,400 sold, and 7 requests had been refused.");
    assertThat(indonesian(line))
        .first()
        .asString()
        .startsWith("concert.floor memberi 2 unit sebagai pemberian nomor 4.711.");
    assertThat(english(line))
        .last()
        .isEqualTo(
            "Order placed: 2 units for IDR 10,000,000, held until 21 Nov 2026 12:15:00 WIB.");
  }

  @Test
  void moneyThatCameLateSaysByHowMuch() {
    event(placed());
    event(new OrderEvent.PaymentStarted(PAYMENT, "midtrans", "qris", NOON));
    event(new OrderEvent.OrderExpired(SALE, DEADLINE));
    event(
        new OrderEvent.LateMoney(
            SALE, PAYMENT, "reference", 10_000_000, DEADLINE.plusMillis(2_100)));
    event(
        new OrderEvent.RefundOwed(
            SALE,
            PAYMENT,
            "reference",
            10_000_000,
            OwedRefund.Reason.PAID_AFTER_EXPIRY,
            DEADLINE.plusSeconds(3)));

    List<Moment> line = moments(history());

    assertThat(codes(line))
        .containsExactly(
            "order_placed", "payment_started", "order_expired", "money_came_late", "refund_owed");
    assertThat(english(line).get(3))
        .isEqualTo(
            "IDR 10,000,000 was reported to Kuota 2.1 s after the hold had ended. The same units are"
                + " looked for once more.");
    assertThat(indonesian(line).get(3))
        .startsWith("IDR 10.000.000 dilaporkan ke Kuota 2,1 detik setelah");
    assertThat(english(line).get(4))
        .isEqualTo(
            "IDR 10,000,000 must go back: it came after the order had expired, and the units were"
                + " gone.");
  }

  @Test
  void aTicketSaysWhereItWasScanned() {
    event(placed());
    event(
        new OrderEvent.OrderPaid(
            SALE,
            PAYMENT,
            "reference",
            List.of(new OrderEvent.Revenue(FLOOR, 10_000_000)),
            List.of(new Ticket(TICKET, new OfferId("floor"))),
            NOON.plusSeconds(30)));
    var origin = new TicketOrigin(ORDER.value(), SALE, new OfferId("floor"));
    var scan =
        new Scan("nonce", new GateId("concert.north"), "dev_1", "main", NOON.plusSeconds(60));
    scan(new TicketEvent.TicketIssued(TICKET, origin, NOON.plusSeconds(31)));
    scan(
        new TicketEvent.TicketCheckedIn(
            origin, scan, GatePassage.Mode.ONLINE, "", NOON.plusSeconds(60)));

    List<Moment> line = moments(history());

    assertThat(codes(line))
        .containsExactly("order_placed", "order_paid", "ticket_issued", "checked_in");
    assertThat(english(line))
        .last()
        .isEqualTo("Ticket " + TICKET + " admitted at concert.north, list main, device dev_1.");
  }

  @Test
  void whatIsNotKnownIsSaid() {
    JournalRow placed = event(placed());
    var missing = new OrderHistory.Granted(placed, new QuotaShare(FLOOR, 2), Optional.empty());

    List<Moment> line = moments(history(missing));

    assertThat(codes(line)).containsExactlyInAnyOrder("grant_not_found", "order_placed");
  }

  @ParameterizedTest
  @EnumSource(Moment.Code.class)
  void everyCodeHasATextWithTheSameDetailsInBothLanguages(Moment.Code code) {
    Map<String, Object> english = new Words("explain").in(Language.ENGLISH);
    Map<String, Object> indonesian = new Words("explain").in(Language.INDONESIAN);

    assertThat(english).containsKey(code.word());
    assertThat(places(english.getOrDefault(code.word(), "")))
        .isEqualTo(places(indonesian.getOrDefault(code.word(), "")));
  }

  private static Set<String> places(Object text) {
    return Pattern.compile("\\{[a-z]+}")
        .matcher(text.toString())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whatAPersonWroteIsNoPlaceInTheText() {
    var moment =
        new Moment(
            NOON,
            JournalPosition.START,
            Moment.Code.TICKET_VOIDED,
            Map.of("ticket", "tkt_1", "by", "ayu", "reason", "see {ticket} and $1"));
    assertThat(new ExplainTexts(Language.ENGLISH).of(moment))
        .isEqualTo("Ticket tkt_1 voided by ayu: see {ticket} and $1.");
  }

  @ParameterizedTest
  @EnumSource(OwedRefund.Reason.class)
  void everyReasonHasAText(OwedRefund.Reason reason) {
    for (Language language : Language.values()) {
      var moment =
          new Moment(
              NOON,
              JournalPosition.START,
              Moment.Code.REFUND_OWED,
              Map.of("amount", 5L, "currency", "IDR", "reason", reason));
      assertThat(new ExplainTexts(language).of(moment)).doesNotContain("{", "reason.");
    }
  }

  @Test
  void aLongDelayIsToldWithoutFractions() {
    var moment =
        new Moment(
            NOON,
            JournalPosition.START,
            Moment.Code.MONEY_CAME_LATE,
            Map.of("amount", 5L, "currency", "IDR", "late", Duration.ofMillis(125_400)));
    assertThat(new ExplainTexts(Language.ENGLISH).of(moment)).contains("Kuota 125 s after");
  }

  private static OrderEvent.OrderPlaced placed() {
    var line =
        new OrderLine(
            new OfferId("floor"),
            "Floor",
            new Price(5_000_000, List.of()).times(2),
            List.of(FLOOR));
    var content =
        new OrderContent(
            SALE,
            1,
            "IDR",
            new BuyerKey("buyer"),
            List.of(line),
            Duration.ofMinutes(15),
            0,
            "0123456789abcdef0123456789abcdef");
    return new OrderEvent.OrderPlaced(ORDER, content, DEADLINE, NOON);
  }

  private static OrderHistory.Granted granted(JournalRow placed, QuotaGrant.Moment before) {
    var held = new QuotaChange.UnitsHeld(new HoldId(ORDER.value()), 1, 2, 0, DEADLINE);
    return new OrderHistory.Granted(
        placed,
        new QuotaShare(FLOOR, 2),
        Optional.of(
            new QuotaGrant(FLOOR, held, NOON, new JournalPosition(5, 5), Optional.of(before))));
  }

  private JournalRow event(OrderEvent event) {
    JournalRow row = row("Order|" + ORDER, event);
    events.add(row);
    return row;
  }

  private void scan(TicketEvent event) {
    scans.add(row("Ticket|" + TICKET, event));
  }

  private JournalRow row(String entity, JournalEvent event) {
    ordering++;
    return new JournalRow(new JournalPosition(ordering, ordering), entity, ordering, NOON, event);
  }

  private OrderHistory history(OrderHistory.Granted... grants) {
    return new OrderHistory(
        ORDER, new JournalPosition(99, 99), NOON, events, List.of(grants), scans, false);
  }

  private static List<Moment> moments(OrderHistory history) {
    return OrderExplanation.of(history).moments();
  }

  private static List<String> codes(List<Moment> line) {
    return line.stream().map(moment -> moment.code().word()).toList();
  }

  private static List<String> english(List<Moment> line) {
    return line.stream().map(new ExplainTexts(Language.ENGLISH)::of).toList();
  }

  private static List<String> indonesian(List<Moment> line) {
    return line.stream().map(new ExplainTexts(Language.INDONESIAN)::of).toList();
  }
}
