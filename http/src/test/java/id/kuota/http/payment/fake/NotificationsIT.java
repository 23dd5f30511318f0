package id.kuota.http.payment.fake;

import static id.kuota.http.payment.Answers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OrderView.Status;
import id.kuota.engine.payment.PaymentId;
import id.kuota.http.engine.EngineCalls;
import id.kuota.http.payment.PayingEdge;
import id.kuota.http.testing.EdgeClient.Answer;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a gateway is answered: over a real port, with the real engine behind it. */
final class NotificationsIT {

  private static final String ADDRESS = "/v1/payments/fake/notifications";
  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");

  private static PayingEdge edge;

  private final NotificationWriter writer =
      new NotificationWriter(
          new Signing(FakeGatewaySettings.of("", PayingEdge.SECRET).serverKey()));

  @BeforeAll
  static void start() {
    edge = PayingEdge.withFakeGateway();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void aSettlementPaysTheOrderOnce() {
    FakePayment payment = started();
    SignedNotification settlement = writer.write(payment, TransactionStatus.SETTLEMENT, NOON);

    assertThat(send(settlement).json().get("status").textValue()).isEqualTo("recorded");
    assertThat(send(settlement).json().get("status").textValue()).isEqualTo("nothing_new");
    assertThat(view(payment).status()).isEqualTo(Status.PAID);
  }

  @Test
  void aThousandDuplicatesAtOnceAreOnePayment() {
    FakePayment payment = started();
    SignedNotification settlement = writer.write(payment, TransactionStatus.SETTLEMENT, NOON);

    var sent = new ArrayList<CompletableFuture<Answer>>();
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
  void whatIsPendingChangesNothing() {
    FakePayment payment = started();

    assertThat(told(send(writer.write(payment, TransactionStatus.PENDING, NOON))))
        .isEqualTo("200 nothing_new");
    assertThat(view(payment).status()).isEqualTo(Status.HELD);
  }

  @Test
  void aLaterFailureTakesNoTicketsBack() {
    FakePayment payment = started();
    send(writer.write(payment, TransactionStatus.SETTLEMENT, NOON));

    assertThat(told(send(writer.write(payment, TransactionStatus.EXPIRE, NOON))))
        .isEqualTo("200 nothing_new");
    assertThat(view(payment).status()).isEqualTo(Status.PAID);
  }

  @Test
  void aFailureBeforeTheSettlementDoesNotLoseTheMoney() {
    FakePayment payment = started();

    assertThat(told(send(writer.write(payment, TransactionStatus.EXPIRE, NOON))))
        .isEqualTo("200 recorded");
    assertThat(told(send(writer.write(payment, TransactionStatus.SETTLEMENT, NOON))))
        .isEqualTo("200 recorded");
    assertThat(view(payment).status()).isEqualTo(Status.PAID);
  }

  @Test
  void whatIsForgedIsRefused() {
    FakePayment payment = started();
    SignedNotification genuine = writer.write(payment, TransactionStatus.SETTLEMENT, NOON);
    String body = new String(genuine.body(), UTF_8);
    String changed = body.replace("settlement", "settlemenT");

    assertProblem(send(writer.forge(payment, NOON)), 401, "signature_invalid");
    assertProblem(
        edge.post(ADDRESS, changed, "X-Fake-Signature", genuine.signature()),
        401,
        "signature_invalid");
    assertProblem(edge.post(ADDRESS, body), 401, "signature_invalid");
    assertProblem(edge.post(ADDRESS, body, "X-Fake-Signature", "00"), 401, "signature_invalid");
    assertThat(view(payment).status()).isEqualTo(Status.HELD);
  }

  @Test
  void whatIsNoNotificationIsMalformed() {
    assertProblem(edge.post(ADDRESS, "{"), 400, "validation_failed");
    assertProblem(edge.post(ADDRESS, "{}"), 400, "validation_failed");
    assertProblem(edge.post(ADDRESS, " ".repeat(70_000)), 413, "body_too_large");
  }

  @Test
  void whoIsUnknownIsNotFound() {
    FakePayment payment = started();
    SignedNotification genuine = writer.write(payment, TransactionStatus.SETTLEMENT, NOON);
    var elsewhere = new FakePayment(payment.payment(), "ord_1", "qris", 1, "IDR", NOON);
    var unknown =
        new FakePayment(
            PaymentId.of(payment.order(), "?"), payment.order(), "qris", 1, "IDR", NOON);

    assertProblem(
        edge.post("/v1/payments/other/notifications", new String(genuine.body(), UTF_8)),
        404,
        "gateway_not_found");
    try (var log = new Log()) {
      assertProblem(settle(elsewhere), 404, "order_not_found");
      assertProblem(settle(unknown), 404, "payment_not_found");

      assertThat(log.warnings()).hasSize(2).allMatch(line -> line.startsWith("money without a"));
    }
  }

  @Test
  void anotherAmountIsNotAPaymentButIsNotSilentEither() {
    FakePayment payment = started();
    var less = new FakePayment(payment.payment(), payment.order(), "qris", 1_000, "IDR", NOON);
    var dollars =
        new FakePayment(payment.payment(), payment.order(), "qris", PayingEdge.PRICE, "USD", NOON);

    try (var log = new Log()) {
      assertProblem(settle(less), 422, "payment_differs");
      assertProblem(settle(dollars), 422, "payment_differs");

      assertThat(log.warnings())
          .hasSize(2)
          .allMatch(line -> line.contains(payment.payment().value()))
          .anyMatch(line -> line.contains("1000 IDR"))
          .anyMatch(line -> line.contains("150000 USD"));
    }
    assertThat(view(payment).status()).isEqualTo(Status.HELD);
  }

  @Test
  void whatCannotBeRecordedIsAskedForAgain() {
    try (var busy = PayingEdge.withFakeGateway(NotificationsIT::tooLateForPayments)) {
      OrderView order = busy.placed();
      SignedNotification settlement =
          writer.write(
              payment(order, PaymentId.of(order.order().value(), "k")),
              TransactionStatus.SETTLEMENT,
              NOON);

      Answer answer =
          busy.postAsync(ADDRESS, settlement.body(), "X-Fake-Signature", settlement.signature())
              .join();

      assertProblem(answer, 503, "outcome_unknown");
      assertThat(answer.header("Retry-After")).isNotEmpty();
    }
  }

  /** An engine whose answer to a payment does not come in time. */
  private static EngineCalls tooLateForPayments(EngineCalls engine) {
    return (EngineCalls)
        Proxy.newProxyInstance(
            EngineCalls.class.getClassLoader(),
            new Class<?>[] {EngineCalls.class},
            (proxy, method, arguments) ->
                arguments.length == 2 && arguments[1] instanceof OrderCommand.RecordPayment
                    ? CompletableFuture.failedStage(new TimeoutException("no answer"))
                    : method.invoke(engine, arguments));
  }

  private static FakePayment started() {
    OrderView order = edge.placed();
    Answer answer = edge.pay(order.order(), PayingEdge.key(), "qris");
    assertThat(answer.status()).isEqualTo(201);
    return payment(order, new PaymentId(answer.json().get("id").textValue()));
  }

  private static FakePayment payment(OrderView order, PaymentId payment) {
    return new FakePayment(
        payment, order.order().value(), "qris", order.total(), "IDR", order.heldUntil());
  }

  private static OrderView view(FakePayment payment) {
    return edge.order(new OrderId(payment.order()));
  }

  private Answer settle(FakePayment payment) {
    return send(writer.write(payment, TransactionStatus.SETTLEMENT, NOON));
  }

  private static Answer send(SignedNotification notification) {
    return sendAsync(notification).join();
  }

  private static CompletableFuture<Answer> sendAsync(SignedNotification notification) {
    return edge.postAsync(
        ADDRESS, notification.body(), "X-Fake-Signature", notification.signature());
  }

  private String told(Answer answer) {
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
          .map(ILoggingEvent::getFormattedMessage)
          .toList();
    }

    @Override
    public void close() {
      logger.detachAppender(appender);
    }
  }
}
