package id.kuota.http.proof;

import static id.kuota.http.proof.TestEngine.get;
import static id.kuota.http.proof.TestEngine.line;
import static id.kuota.http.proof.TestEngine.orderId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Holds end at their deadline without a request: the tests watch the journal, which starts no one.
 * And a payment in the last moment keeps its units.
 */
class ExpiryIT {

  private static final Duration HOLD = Duration.ofSeconds(2);

  /** The margin of half a second, the sweep and two writes, on a machine that has other work. */
  private static final Duration FREE_AFTER_MAX = Duration.ofSeconds(3);

  private static final ProofSale SALE =
      new ProofSale("expiry", HOLD, 0, Map.of("seat", 100L), Map.of("seat", List.of("seat")));

  private static final QuotaId SEAT = SALE.quota("seat");

  private EmbeddedDatabase database;
  private ProofJournal journal;

  @BeforeEach
  void open() {
    database = EmbeddedDatabase.temporary();
    journal = new ProofJournal(database.settings());
  }

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  @Test
  void whatIsNotPaidIsFreeSoonAfterItsDeadline() {
    try (var node = TestEngine.start(database.settings())) {
      node.open(SALE);
      OrderView order = placed(get(node.place(SALE, 1, List.of(line("seat", 3)))));

      awaitAllFree(Duration.ofSeconds(20));

      assertThat(freed()).isBetween(order.heldUntil(), order.heldUntil().plus(FREE_AFTER_MAX));
      assertThat(view(get(node.engine().orders().look(order.order()))).status())
          .isEqualTo(OrderView.Status.EXPIRED);
    }
  }

  @Test
  void aHoldWhoseOrderWasNeverWrittenIsFree() {
    try (var node = TestEngine.start(database.settings())) {
      node.open(SALE);
      Instant until = holdWithoutAnOrder(node, HOLD);

      awaitAllFree(Duration.ofSeconds(20));

      assertThat(freed()).isBetween(until, until.plus(FREE_AFTER_MAX));
      assertThat(journal.events("Order|" + orderId(1))).isEmpty();
    }
  }

  @Test
  void aPaymentInTheLastMomentKeepsItsUnits() {
    try (var node = TestEngine.start(database.settings())) {
      node.open(SALE);

      List<OrderView> paid =
          IntStream.range(0, ProofSettings.LAST_MOMENTS.value())
              .mapToObj(number -> payAroundTheDeadline(node, number))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      await().atMost(Duration.ofSeconds(20)).until(() -> journal.quota(SEAT).sold() == paid.size());

      List<OrderView> ended =
          paid.stream()
              .map(order -> view(get(node.engine().orders().look(order.order()))))
              .toList();
      assertThat(ended)
          .as("late money finds its unit, since there are enough")
          .allSatisfy(
              order -> {
                assertThat(order.status()).isEqualTo(OrderView.Status.PAID);
                assertThat(order.tickets()).hasSize(1);
                assertThat(order.refunds()).isEmpty();
              });
      assertThat(paid)
          .as("what was recorded as paid was paid in time, and stays so")
          .zipSatisfy(
              ended,
              (told, now) ->
                  assertThat(now.late()).isEqualTo(told.status() != OrderView.Status.PAID));
      long late = ended.stream().filter(OrderView::late).count();
      assertThat(late).as("some come in time, some do not").isBetween(1L, ended.size() - 1L);
      long sold = ended.size();
      assertThat(journal.quota(SEAT).sold()).isEqualTo(sold);
      assertThat(journal.quota(SEAT).available()).isEqualTo(100 - sold);
    }
  }

  @Test
  void holdsEndAlsoWhenTheirNodeWasKilled() {
    try (var engine = TestEngine.start(database.settings())) {
      engine.open(SALE);
      holdWithoutAnOrder(engine, Duration.ofSeconds(10));
    }
    NodeSettings settings = ProofPorts.settings(database);
    var edge = new EdgeClient(settings.httpPort());
    EdgeClient.Answer answer;
    try (var first = ChildNode.start(settings)) {
      answer =
          edge.post(
              "/v1/orders",
              SALE.order("ani@example.com", "seat", 2),
              "Idempotency-Key",
              "k-0123456789abcde");
      first.kill();
      assertThat(journal.quota(SEAT).held()).isGreaterThanOrEqualTo(2);
    }
    assertThat(answer.status()).isEqualTo(201);

    try (var second = ChildNode.start(settings)) {
      awaitAllFree(Duration.ofSeconds(45));
      String order = answer.json().path("id").asText();
      assertThat(journal.events("Order|" + order))
          .hasAtLeastOneElementOfType(OrderEvent.OrderExpired.class);
      assertThat(second.isAlive()).isTrue();
    }
  }

  /** A hold as a node leaves it behind that dies between the hold and the order. */
  private static Instant holdWithoutAnOrder(TestEngine node, Duration time) {
    Instant until = Instant.now().plus(time);
    var hold = new QuotaRequest.Hold(orderId(1).hold(), 1, 1, until, OptionalLong.empty());
    assertThat(get(node.engine().quotas().ask(SEAT, hold))).isInstanceOf(QuotaAnswer.Granted.class);
    return until;
  }

  /** Pays at a moment between a third of a second before the deadline and a second after it. */
  private static CompletableFuture<OrderView> payAroundTheDeadline(TestEngine node, int number) {
    long offset = number * 1_333L / ProofSettings.LAST_MOMENTS.value() - 333;
    OrderId id = orderId(number);
    var payment = PaymentId.of(id.value(), "p");
    return node.place(SALE, number, List.of(line("seat", 1)))
        .thenCompose(
            reply ->
                node.engine()
                    .orders()
                    .ask(id, new OrderCommand.StartPayment(payment, "fake", "instant")))
        .thenCompose(
            reply -> {
              OrderView order = view(reply);
              var report =
                  new PaymentReport(
                      payment,
                      id.value(),
                      "transaction-" + number,
                      order.total(),
                      order.currency(),
                      PaymentReport.Result.SETTLED);
              return CompletableFuture.supplyAsync(
                      () -> new OrderCommand.RecordPayment(report),
                      at(order.heldUntil().plusMillis(offset)))
                  .thenCompose(record -> node.engine().orders().ask(id, record));
            })
        .thenApply(ExpiryIT::view);
  }

  private static Executor at(Instant moment) {
    long millis = Math.max(0, Duration.between(Instant.now(), moment).toMillis());
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
  }

  private void awaitAllFree(Duration most) {
    await()
        .atMost(most)
        .untilAsserted(() -> assertThat(journal.quota(SEAT).available()).isEqualTo(100));
  }

  /** When the last unit was given back, by the quota's own clock. */
  private Instant freed() {
    return journal.events("Quota|" + SEAT).stream()
        .map(QuotaEvent.BatchApplied.class::cast)
        .filter(batch -> has(batch.changes(), QuotaChange.UnitsReleased.class))
        .map(QuotaEvent.BatchApplied::at)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static boolean has(List<?> all, Class<?> type) {
    return all.stream().anyMatch(type::isInstance);
  }

  private static OrderView placed(Reply<OrderView, OrderRefused> reply) {
    assertThat(view(reply).status()).isEqualTo(OrderView.Status.HELD);
    return view(reply);
  }

  private static OrderView view(Reply<OrderView, OrderRefused> reply) {
    return switch (reply) {
      case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) -> view;
      case Reply.Refused<OrderView, OrderRefused>(var refused) ->
          throw new AssertionError("refused: " + refused);
    };
  }
}
