package id.kuota.http.payment.simulator;

import static id.kuota.http.payment.simulator.TransactionStatus.SETTLEMENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Engine;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Orders;
import id.kuota.engine.payment.PaymentId;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.payment.PayingEdge;
import id.kuota.http.testing.EdgeClient;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What docs/operating.md says of notifications is what happens: each row of its table is provoked.
 */
final class NotificationTableIT {

  private static final String ADDRESS = "/v1/payments/fake/notifications";
  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");
  private static final Pattern ROW =
      Pattern.compile("\\s*\\| ([^|]+) \\| ([1-5][0-9]{2}) ([^|]+)\\|.*");
  private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");

  private static PayingEdge edge;

  @BeforeAll
  static void start() {
    edge = PayingEdge.withFakeGateway();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  private static final Map<String, Supplier<EdgeClient.Answer>> PROVOKED =
      Map.ofEntries(
          entry("has news of a payment", () -> settle(started())),
          entry(
              "has none: sent again, still pending, overtaken by a later one",
              () -> {
                FakePayment payment = started();
                settle(payment);
                return settle(payment);
              }),
          entry(
              "is about another amount or currency than the order has",
              () -> {
                FakePayment real = started();
                return settle(payment(real.id(), real.order(), 1_000));
              }),
          entry(
              "is of another shop of the merchant, or the dashboard's test",
              () ->
                  send(
                      edge,
                      signed("payment_notif_test_G141532850_0a4e2a5e-1c2d", "200", "10000.00"))),
          entry(
              "names an order that was not placed with this secret: another Kuota with the same"
                  + " merchant",
              () -> settle(payment(PaymentId.of("elsewhere", "k").value(), elsewhere(), 1_000))),
          entry("cannot be read", () -> send(edge, "{")),
          entry(
              "is not signed with the merchant's key",
              () -> send(edge, signed("pay_1", "200", "1.00").replace("1.00", "2.00"))),
          entry(
              "goes to a gateway that is not enabled",
              () -> edge.post("/v1/payments/midtrans/notifications", "{}")),
          entry(
              "names an order of this installation that the journal does not have",
              () -> settle(payment(PaymentId.of("lost", "k").value(), lost(), 1_000))),
          entry(
              "names a payment that its order does not know",
              () -> {
                String order = started().order();
                return settle(payment(PaymentId.of(order, "never").value(), order, 1_000));
              }),
          entry(
              "is not confirmed, since Midtrans does not answer or does not know the payment",
              () -> {
                FakePayment payment = started();
                return send(
                    edge, text(writer(edge).write(Remembered.open(payment), SETTLEMENT, NOON)));
              }),
          entry("could not be recorded in time", NotificationTableIT::tooLate));

  @TestFactory
  Stream<DynamicTest> everyRowOfTheTableIsWhatHappens() throws IOException {
    Map<String, String> rows = rows();
    assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(PROVOKED.keySet());
    return rows.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey(),
                    () -> {
                      EdgeClient.Answer answer =
                          Objects.requireNonNull(PROVOKED.get(row.getKey())).get();
                      String word =
                          answer.status() == 200
                              ? answer.json().path("status").asText()
                              : answer.code();
                      assertThat(row.getValue()).startsWith(answer.status() + " ");
                      assertThat(
                              WORD.matcher(row.getValue()).results().map(found -> found.group(1)))
                          .contains(word);
                    }));
  }

  /** The first cell of each row, and the second. */
  private static Map<String, String> rows() throws IOException {
    var rows = new LinkedHashMap<String, String>();
    for (String line : Files.readAllLines(Path.of("../docs/operating.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) rows.put(row.group(1).strip(), row.group(2) + " " + row.group(3).strip());
    }
    return rows;
  }

  private static EdgeClient.Answer tooLate() {
    try (var busy = PayingEdge.withFakeGateway(NotificationTableIT::tooLateForPayments)) {
      OrderView order = busy.placed();
      String id = PaymentId.of(order.order().value(), "k").value();
      FakePayment payment = payment(id, order.order().value(), PayingEdge.PRICE);
      Remembered paid =
          busy.fake()
              .simulator()
              .change(
                  busy.fake().simulator().begin(payment).orElseThrow(),
                  known -> known.now(SETTLEMENT));
      return send(busy, text(writer(busy).write(paid, SETTLEMENT, NOON)));
    }
  }

  private static Engine tooLateForPayments(Engine engine) {
    var late =
        (Orders)
            Proxy.newProxyInstance(
                Orders.class.getClassLoader(),
                new Class<?>[] {Orders.class},
                (proxy, method, arguments) ->
                    arguments != null
                            && arguments.length == 2
                            && arguments[1] instanceof OrderCommand.RecordPayment
                        ? CompletableFuture.failedStage(new TimeoutException("no answer"))
                        : method.invoke(engine.orders(), arguments));
    return new Engine(
        late, engine.carts(), engine.sales(), engine.quotas(), engine.tickets(), engine.devices());
  }

  private static FakePayment started() {
    OrderView order = edge.placed();
    EdgeClient.Answer answer = edge.pay(order.order(), PayingEdge.key(), "qris");
    return edge.fake()
        .simulator()
        .find(answer.json().get("id").textValue())
        .orElseThrow()
        .payment();
  }

  private static FakePayment payment(String id, String order, long amount) {
    return new FakePayment(
        id,
        order,
        "qris",
        amount,
        "IDR",
        Instant.now().plusSeconds(900),
        edge.fake().settings().notifications());
  }

  /** An order whose id was made with another secret. */
  private static String elsewhere() {
    return order("the secret of another installation, long enough");
  }

  /** An order whose id is ours, and which is not in the journal. */
  private static String lost() {
    return order(PayingEdge.SECRET);
  }

  private static String order(String secret) {
    OrderId id = new OrderIds(new ServerSecret(secret)).of(new BuyerKey("nobody"), "a key");
    return id.value();
  }

  private static EdgeClient.Answer settle(FakePayment payment) {
    Remembered known =
        edge.fake()
            .simulator()
            .change(
                edge.fake().simulator().begin(payment).orElse(Remembered.open(payment)),
                before -> Remembered.open(payment).now(SETTLEMENT));
    return send(edge, text(writer(edge).write(known, SETTLEMENT, NOON)));
  }

  /** A message as other programs of the merchant cause them. */
  private static String signed(String orderId, String code, String amount) {
    String signature =
        new Signing(edge.fake().settings().serverKey()).ofValues(orderId, code, amount);
    return """
        {"transaction_status":"settlement","status_code":"%s","gross_amount":"%s",\
        "order_id":"%s","signature_key":"%s"}
        """
        .formatted(code, amount, orderId, signature);
  }

  private static TransactionWriter writer(PayingEdge paying) {
    return paying.fake().simulator().writer();
  }

  private static String text(OutgoingNotification notification) {
    return new String(notification.body(), UTF_8);
  }

  private static EdgeClient.Answer send(PayingEdge paying, String body) {
    return paying.post(ADDRESS, body);
  }
}
