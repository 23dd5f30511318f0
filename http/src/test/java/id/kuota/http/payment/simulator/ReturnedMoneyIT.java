package id.kuota.http.payment.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Reply;
import id.kuota.engine.order.MoneyEntry;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.payment.PayingEdge;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fees on top, and money that leaves at the gateway: from the simulator over a real port to the
 * ledger, the tickets and the quota.
 */
final class ReturnedMoneyIT {

  private static final String KEY = "returned-0123456789";
  private static final Duration HOLD = Duration.ofMinutes(15);

  private static PayingEdge edge;

  @BeforeAll
  static void start() {
    edge = PayingEdge.withFakeGateway();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void aFeeThatTheBuyerBearsBuysTheTicketAllTheSame() {
    OrderView order = begun(TicketsAfterRefund.VOID);
    assertThat(edge.press(order, KEY, "approve_with_fee").status()).isEqualTo(200);

    OrderView paid = edge.order(order.order());
    assertThat(paid.status()).isEqualTo(OrderView.Status.PAID);
    assertThat(paid.refunds()).isEmpty();
    assertThat(sum(paid, MoneyEntry.Kind.CHARGED)).isEqualTo(order.total());
    assertThat(sum(paid, MoneyEntry.Kind.PAYMENT_FEE)).isEqualTo(Simulator.FEE);
    // All of it goes back, the fee too: more than came is never counted.
    edge.press(order, KEY, "refund");
    assertThat(sum(edge.order(order.order()), MoneyEntry.Kind.RETURNED)).isEqualTo(order.total());
  }

  @ParameterizedTest
  @ValueSource(strings = {"refund", "void", "reverse", "chargeback"})
  void whenAllOfItLeavesTheTicketsAreVoidAndTheUnitsAreSoldAgain(String button) {
    OrderView order = bought(TicketsAfterRefund.VOID);
    assertThat(scan(order, 1)).isInstanceOf(Reply.Answered.class);

    assertThat(edge.press(order, KEY, button).json().at("/notification/answer").intValue())
        .isEqualTo(200);
    edge.press(order, KEY, "repeat");

    await()
        .untilAsserted(
            () -> assertThat(edge.order(order.order()).cancelled()).as("taken back").hasSize(2));
    OrderView gone = edge.order(order.order());
    assertThat(gone.status()).isEqualTo(OrderView.Status.REFUNDED);
    assertThat(sum(gone, MoneyEntry.Kind.RETURNED) + sum(gone, MoneyEntry.Kind.CHARGED_BACK))
        .isEqualTo(order.total());
    assertThat(sum(gone, MoneyEntry.Kind.REFUND_OWED)).as("nothing is owed").isZero();
    assertThat(scan(order, 2)).isInstanceOf(Reply.Refused.class);
    var quota = QuotaId.shared(order.sale().value(), "cat1");
    await()
        .untilAsserted(
            () ->
                assertThat(get(edge.engine().quotas().explain(quota)).orElseThrow())
                    .as("one was used")
                    .returns(1L, QuotaView::sold));
  }

  @Test
  void aSaleCanKeepTheTickets() {
    OrderView order = bought(TicketsAfterRefund.KEEP);
    edge.press(order, KEY, "refund");

    await()
        .untilAsserted(
            () ->
                assertThat(edge.journal().persistedInStorage("Order|" + order.order()))
                    .extracting(event -> event.getClass().getSimpleName())
                    .contains("TicketsJudged"));
    assertThat(edge.order(order.order()).status()).isEqualTo(OrderView.Status.PAID);
    assertThat(scan(order, 1)).isInstanceOf(Reply.Answered.class);
    OrderView cancelled = cancel(order, 1);
    assertThat(sum(cancelled, MoneyEntry.Kind.REFUND_OWED)).isZero();
  }

  @Test
  void partsAddUpAndLowerWhatIsOwed() {
    OrderView order = bought(TicketsAfterRefund.VOID);
    edge.press(order, KEY, "partial_refund");
    OrderView part = edge.order(order.order());
    assertThat(part.status()).isEqualTo(OrderView.Status.PAID);
    assertThat(sum(part, MoneyEntry.Kind.RETURNED)).isEqualTo(order.total() / 2);
    assertThat(part.refunds())
        .singleElement()
        .returns(OwedRefund.Status.RETURNED, OwedRefund::status);
    assertThat(sum(cancel(order, 1), MoneyEntry.Kind.REFUND_OWED))
        .as("the buyer has it already")
        .isZero();

    edge.press(order, KEY, "partial_refund");
    assertThat(sum(edge.order(order.order()), MoneyEntry.Kind.RETURNED))
        .isEqualTo(order.total() * 3 / 4);
    OrderView both = cancel(order, 2);
    assertThat(sum(both, MoneyEntry.Kind.REFUND_OWED)).isEqualTo(order.total() / 4);
  }

  private static OrderView begun(TicketsAfterRefund rule) {
    OrderView order = edge.placed(HOLD, 2, rule);
    assertThat(edge.pay(order.order(), KEY, "qris").status()).isEqualTo(201);
    return order;
  }

  private static OrderView bought(TicketsAfterRefund rule) {
    OrderView order = begun(rule);
    assertThat(edge.press(order, KEY, "approve").status()).isEqualTo(200);
    return edge.order(order.order());
  }

  private static OrderView cancel(OrderView order, int ticket) {
    var cancel =
        new OrderCommand.CancelTicket(
            order.tickets().get(ticket - 1).id(), false, "ill", "operator");
    get(edge.engine().orders().ask(order.order(), cancel));
    return edge.order(order.order());
  }

  private static Reply<TicketView, TicketRefused> scan(OrderView order, int number) {
    Ticket ticket = order.tickets().get(number - 1);
    var scan =
        new Scan(
            "scan-" + number, new GateId(order.sale() + ".north"), "device", "main", Instant.now());
    return get(
        edge.engine()
            .tickets()
            .ask(
                ticket.id(),
                new TicketOrigin(order.order().value(), order.sale(), ticket.offer()),
                new TicketCommand.CheckIn(
                    scan,
                    1,
                    EntryList.forAll("main", Reentry.NEVER),
                    GatePassage.Mode.ONLINE,
                    "")));
  }

  private static long sum(OrderView order, MoneyEntry.Kind kind) {
    return order.money().stream()
        .filter(entry -> entry.kind() == kind)
        .mapToLong(entry -> entry.amount())
        .sum();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
