package id.kuota.http.payment.simulator;

import static id.kuota.engine.order.OrderView.Status.HELD;
import static id.kuota.engine.order.OrderView.Status.PAID;
import static id.kuota.engine.order.OrderView.Status.REFUNDED;
import static id.kuota.http.payment.Answers.assertProblem;
import static id.kuota.http.payment.simulator.TransactionStatus.CANCEL;
import static id.kuota.http.payment.simulator.TransactionStatus.CAPTURE;
import static id.kuota.http.payment.simulator.TransactionStatus.CHARGEBACK;
import static id.kuota.http.payment.simulator.TransactionStatus.DENY;
import static id.kuota.http.payment.simulator.TransactionStatus.EXPIRE;
import static id.kuota.http.payment.simulator.TransactionStatus.PENDING;
import static id.kuota.http.payment.simulator.TransactionStatus.SETTLEMENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import id.kuota.engine.Engine;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Orders;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.payment.PaymentId;
import id.kuota.http.payment.PayingEdge;
import id.kuota.http.testing.EdgeClient;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * What a gateway is answered: over a real port, with the real engine and the real adapter behind
 * it. A message says that there is news; what counts is what the gateway says when it is asked.
 */
final class NotificationsIT {

  private static final String ADDRESS = "/v1/payments/fake/notifications";
  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");

  private static PayingEdge edge;

  @BeforeAll
  static void start() {
    edge = PayingEdge.withFakeGateway();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  /**
   * What may come, one after the other: what is true at the gateway, what it tells, and what it is
   * answered; and where the order stands in the end.
   */
  static List<Row> rows() {
    return List.of(
        row("settled", PAID, step(SETTLEMENT, SETTLEMENT, "200 recorded")),
        row(
            "duplicate",
            PAID,
            step(SETTLEMENT, SETTLEMENT, "200 recorded"),
            step(SETTLEMENT, SETTLEMENT, "200 nothing_new")),
        row("pending only", HELD, step(PENDING, PENDING, "200 nothing_new")),
        row(
            "pending after settlement",
            PAID,
            step(SETTLEMENT, SETTLEMENT, "200 recorded"),
            step(SETTLEMENT, PENDING, "200 nothing_new")),
        row(
            "pending overtakes settlement",
            PAID,
            step(SETTLEMENT, PENDING, "200 recorded"),
            step(SETTLEMENT, SETTLEMENT, "200 nothing_new")),
        row("expiry told of what is paid", PAID, step(SETTLEMENT, EXPIRE, "200 recorded")),
        row(
            "settlement told of what is pending",
            HELD,
            step(PENDING, SETTLEMENT, "200 nothing_new")),
        row(
            "settlement told of what was cancelled",
            HELD,
            step(CANCEL, SETTLEMENT, "200 recorded")),
        row("denied", HELD, step(DENY, DENY, "200 recorded"), step(DENY, DENY, "200 nothing_new")),
        row(
            "settled after a denial",
            PAID,
            step(DENY, DENY, "200 recorded"),
            step(SETTLEMENT, SETTLEMENT, "200 recorded")),
        row(
            "denied after settlement",
            PAID,
            step(SETTLEMENT, SETTLEMENT, "200 recorded"),
            step(SETTLEMENT, DENY, "200 nothing_new")),
        row(
            "reversed after settlement",
            REFUNDED,
            step(SETTLEMENT, SETTLEMENT, "200 recorded"),
            step(DENY, DENY, "200 recorded"),
            step(DENY, DENY, "200 nothing_new")),
        row(
            "voided after capture",
            REFUNDED,
            step(CAPTURE, CAPTURE, "200 recorded"),
            step(CANCEL, CANCEL, "200 recorded"),
            step(CANCEL, SETTLEMENT, "200 nothing_new")),
        row(
            "charged back",
            REFUNDED,
            step(SETTLEMENT, SETTLEMENT, "200 recorded"),
            step(CHARGEBACK, CHARGEBACK, "200 recorded"),
            step(CHARGEBACK, CHARGEBACK, "200 nothing_new")));
  }

  record Row(String name, OrderView.Status end, List<Step> steps) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, OrderView.Status end, Step... steps) {
    return new Row(name, end, List.of(steps));
  }

  record Step(TransactionStatus truth, TransactionStatus told, String answer) {}

  private static Step step(TransactionStatus truth, TransactionStatus told, String answer) {
    return new Step(truth, told, answer);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatIsTrueCounts(Row row) {
    FakePayment payment = started();

    for (Step step : row.steps()) {
      Remembered known = be(payment, step.truth());
      assertThat(told(send(writer().write(known, step.told(), NOON)))).isEqualTo(step.answer());
    }
    await().untilAsserted(() -> assertThat(view(payment).status()).isEqualTo(row.end()));
  }

  @Test
  void aChallengeChangesNothingUntilItIsDecided() {
    FakePayment payment = started();
    Remembered known = edge.fake().simulator().begin(payment).orElseThrow();
    known = edge.fake().simulator().change(known, Remembered::nowChallenged);

    try (var log = new Log()) {
      assertThat(told(send(writer().write(known, CAPTURE, NOON)))).isEqualTo("200 nothing_new");

      assertThat(log.warnings())
          .singleElement(as(InstanceOfAssertFactories.STRING))
          .startsWith("payment needs a decision")
          .contains("status=\"UNDER_REVIEW\"");
    }
    assertThat(view(payment).status()).isEqualTo(HELD);

    assertThat(told(settle(payment))).isEqualTo("200 recorded");
    assertThat(view(payment).status()).isEqualTo(PAID);
  }

  @Test
  void aThousandDuplicatesAtOnceAreOnePayment() {
    FakePayment payment = started();
    OutgoingNotification settlement = writer().write(be(payment, SETTLEMENT), SETTLEMENT, NOON);

    var sent = new ArrayList<CompletableFuture<EdgeClient.Answer>>();
    for (int i = 0; i < 1_000; i++) {
      sent.add(sendAsync(settlement));
    }
    Map<String, Long> answers =
        sent.stream().map(CompletableFuture::join).collect(groupingBy(this::told, counting()));

    assertThat(answers).isEqualTo(Map.of("200 recorded", 1L, "200 nothing_new", 999L));
    assertThat(edge.journal().persistedInStorage("Order|" + payment.order()))
        .extracting(event -> event.getClass().getSimpleName())
        .filteredOn("OrderPaid"::equals)
        .hasSize(1);
    assertThat(view(payment).tickets()).hasSize(1);
    assertThat(view(payment).refunds()).isEmpty();
  }

  @Test
  void whatIsForgedIsRefused() {
    FakePayment payment = started();
    Remembered known = be(payment, SETTLEMENT);
    String body = new String(writer().write(known, SETTLEMENT, NOON).body(), UTF_8);

    assertProblem(send(writer().forge(known, NOON)), 401, "signature_invalid");
    assertProblem(edge.post(ADDRESS, body.replace("150000", "1")), 401, "signature_invalid");
    assertThat(view(payment).status()).isEqualTo(HELD);
  }

  @Test
  void aValidSignatureUnderAChangedStatusChangesNothing() {
    FakePayment payment = started();

    assertThat(told(send(writer().swap(be(payment, PENDING), NOON)))).isEqualTo("200 nothing_new");
    assertThat(view(payment).status()).isEqualTo(HELD);
  }

  @Test
  void whatIsNoNotificationIsMalformed() {
    assertProblem(edge.post(ADDRESS, "{"), 400, "validation_failed");
    assertProblem(edge.post(ADDRESS, "{}"), 400, "validation_failed");
    assertProblem(edge.post(ADDRESS, " ".repeat(70_000)), 413, "body_too_large");
  }

  @Test
  void anUnknownGatewayOrPaymentIsNotFound() {
    FakePayment payment = started();
    FakePayment elsewhere = payment(PaymentId.of("x", "1").value(), "ord_1", 1, "IDR");
    FakePayment unknown =
        payment(PaymentId.of(payment.order(), "?").value(), payment.order(), 1, "IDR");

    assertProblem(edge.post("/v1/payments/other/notifications", "{}"), 404, "gateway_not_found");
    try (var log = new Log()) {
      assertThat(told(settle(elsewhere))).isEqualTo("200 not_ours");
      assertProblem(settle(unknown), 404, "payment_not_found");

      assertThat(log.warnings()).hasSize(2).allMatch(line -> line.startsWith("money without a"));
    }
  }

  @Test
  void anotherAmountBuysNothingAndWaitsForAPerson() {
    OrderView order = edge.placed();
    String less = PaymentId.of(order.order().value(), "less-0123456789abcde").value();
    String dollars = PaymentId.of(order.order().value(), "dollars-0123456789abcde").value();
    edge.pay(order.order(), "less-0123456789abcde", "qris");
    edge.pay(order.order(), "dollars-0123456789abcde", "qris");

    try (var log = new Log()) {
      assertThat(told(settle(payment(less, order.order().value(), 1_000, "IDR"))))
          .isEqualTo("200 recorded");
      assertThat(told(settle(payment(dollars, order.order().value(), PayingEdge.PRICE, "USD"))))
          .isEqualTo("200 recorded");

      assertThat(log.warnings())
          .hasSize(2)
          .anyMatch(
              line -> line.contains("amount=\"1000\", currency=\"IDR\"") && line.contains(less))
          .anyMatch(
              line ->
                  line.contains("amount=\"150000\", currency=\"USD\"") && line.contains(dollars));
    }
    assertThat(edge.order(order.order()).status()).isEqualTo(HELD);
    assertThat(edge.order(order.order()).refunds())
        .extracting(OwedRefund::status)
        .containsExactly(OwedRefund.Status.REVIEW, OwedRefund.Status.REVIEW);
  }

  @Test
  void whatTheGatewayDoesNotConfirmIsAskedForAgain() {
    FakePayment payment = started();
    Remembered open = Remembered.open(payment);
    OutgoingNotification settlement = writer().write(open, SETTLEMENT, NOON);

    EdgeClient.Answer answer = send(settlement);

    assertProblem(answer, 503, "gateway_unavailable");
    assertThat(answer.header("Retry-After")).isNotEmpty();
    be(payment, SETTLEMENT);
    assertThat(told(send(settlement))).isEqualTo("200 recorded");
  }

  @Test
  void whatCannotBeRecordedIsAskedForAgain() {
    try (var busy = PayingEdge.withFakeGateway(NotificationsIT::tooLateForPayments)) {
      OrderView order = busy.placed();
      FakePayment payment =
          payment(
              PaymentId.of(order.order().value(), "k").value(),
              order.order().value(),
              PayingEdge.PRICE,
              "IDR");
      Simulator simulator = busy.fake().simulator();
      Remembered paid =
          simulator.change(simulator.begin(payment).orElseThrow(), known -> known.now(SETTLEMENT));

      EdgeClient.Answer answer =
          busy.postAsync(ADDRESS, simulator.writer().write(paid, SETTLEMENT, NOON).body()).join();

      assertProblem(answer, 503, "outcome_unknown");
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
  }

  /** An engine whose answer to a payment does not come in time. */
  private static Engine tooLateForPayments(Engine engine) {
    var late =
        (Orders)
            Proxy.newProxyInstance(
                Orders.class.getClassLoader(),
                new Class<?>[] {Orders.class},
                (proxy, method, arguments) ->
                    arguments.length == 2 && arguments[1] instanceof OrderCommand.RecordPayment
                        ? CompletableFuture.failedStage(new TimeoutException("no answer"))
                        : method.invoke(engine.orders(), arguments));
    return new Engine(
        late, engine.carts(), engine.sales(), engine.quotas(), engine.tickets(), engine.devices());
  }

  private static FakePayment started() {
    OrderView order = edge.placed();
    EdgeClient.Answer answer = edge.pay(order.order(), PayingEdge.key(), "qris");
    assertThat(answer.status()).isEqualTo(201);
    String payment = answer.json().get("id").textValue();
    return edge.fake().simulator().find(payment).orElseThrow().payment();
  }

  private static FakePayment payment(String id, String order, long amount, String currency) {
    return new FakePayment(
        id,
        order,
        "qris",
        amount,
        currency,
        Instant.now().plusSeconds(900),
        edge.fake().settings().notifications());
  }

  /** Changes the state at the gateway, which sends no notification. */
  private static Remembered be(FakePayment payment, TransactionStatus status) {
    Simulator simulator = edge.fake().simulator();
    // Also another payment under an id that is known: as if the gateway had mixed something up.
    return simulator.change(
        Remembered.open(payment),
        known -> Remembered.open(payment).now(status).told(writer().write(known, status, NOON)));
  }

  private static TransactionWriter writer() {
    return edge.fake().simulator().writer();
  }

  private static OrderView view(FakePayment payment) {
    return edge.order(new OrderId(payment.order()));
  }

  private EdgeClient.Answer settle(FakePayment payment) {
    edge.fake().simulator().begin(payment);
    return send(writer().write(be(payment, SETTLEMENT), SETTLEMENT, NOON));
  }

  private static EdgeClient.Answer send(OutgoingNotification notification) {
    return sendAsync(notification).join();
  }

  private static CompletableFuture<EdgeClient.Answer> sendAsync(OutgoingNotification notification) {
    return edge.postAsync(ADDRESS, notification.body());
  }

  private String told(EdgeClient.Answer answer) {
    return answer.status() + " " + answer.json().path("status").asText();
  }

  /** Listens to what is logged about notifications. */
  private static final class Log implements AutoCloseable {
    private final Logger logger =
        (Logger) LoggerFactory.getLogger("id.kuota.http.payment.NotificationReceipt");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    Log() {
      appender.start();
      logger.addAppender(appender);
    }

    List<String> warnings() {
      return appender.list.stream()
          .filter(event -> event.getLevel().equals(Level.WARN))
          .map(event -> event.getFormattedMessage() + " " + event.getKeyValuePairs())
          .toList();
    }

    @Override
    public void close() {
      logger.detachAppender(appender);
    }
  }
}
