package id.kuota.http.proof;

import static id.kuota.http.proof.TestEngine.get;
import static id.kuota.http.proof.TestEngine.line;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A hundred times as many buyers as units, all at once and again and again; of those who get one,
 * half cancel. Every unit is sold in the end, and no answer was "sold out" before that.
 */
class StormIT {

  private static final int BUYERS_FOR_A_UNIT = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final int buyers = ProofSettings.BUYERS.value();
  private final int units = buyers / BUYERS_FOR_A_UNIT;
  private final ProofSale sale =
      new ProofSale(
          "storm",
          Duration.ofMinutes(10),
          0,
          Map.of("seat", (long) units),
          Map.of("seat", List.of("seat")));

  private final AtomicInteger granted = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicInteger paid = new AtomicInteger();

  /** The number of begun payments at the first answer "sold out". */
  private final ConcurrentHashMap<Integer, Integer> paidWhenSoldOut = new ConcurrentHashMap<>();

  @Test
  void everyUnitIsSoldAndNoBuyerIsRefusedTooEarly() {
    try (var database = EmbeddedDatabase.temporary();
        var node = TestEngine.start(database.settings())) {
      node.open(sale);
      List<Integer> waiting = new ArrayList<>();
      for (int buyer = 1; buyer <= buyers; buyer++) waiting.add(buyer);
      Instant end = Instant.now().plus(PATIENCE);
      while (!waiting.isEmpty()) {
        assertThat(Instant.now()).as("%d buyers still wait", waiting.size()).isBefore(end);
        waiting = wave(node, waiting);
      }
      assertThat(paid).hasValue(units);
      assertThat(cancelled.get()).as("cancellations").isPositive();
      assertThat(paidWhenSoldOut).hasSize(buyers - paid.get() - cancelled.get());
      assertThat(paidWhenSoldOut.values()).containsOnly(units);
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                var seat = node.explain(sale.quota("seat"));
                assertThat(List.of(seat.sold(), seat.held(), seat.available()))
                    .containsExactly((long) units, 0L, 0L);
              });
    }
  }

  /** All waiting buyers ask; returns those that may ask again. */
  private List<Integer> wave(TestEngine node, List<Integer> waiting) {
    List<CompletableFuture<Boolean>> done =
        waiting.stream().map(buyer -> ask(node, buyer)).toList();
    var again = new ArrayList<Integer>();
    for (int i = 0; i < done.size(); i++) {
      if (!get(done.get(i))) again.add(waiting.get(i));
    }
    return again;
  }

  /** Whether the buyer is done. */
  private CompletableFuture<Boolean> ask(TestEngine node, int buyer) {
    return node.place(sale, buyer, List.of(line("seat", 1)))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused>(var order, var _) ->
                      decide(node, order);
                  case Reply.Refused<OrderView, OrderRefused>(var refused) -> {
                    boolean over = refused.reason() == OrderRefusal.SOLD_OUT;
                    if (over) paidWhenSoldOut.put(buyer, paid.get());
                    yield CompletableFuture.completedFuture(over);
                  }
                })
        .exceptionally(_ -> false); // Unknown: the buyer asks again.
  }

  /** Every other one pays. */
  private CompletionStage<Boolean> decide(TestEngine node, OrderView order) {
    if (granted.incrementAndGet() % 2 == 0) {
      cancelled.incrementAndGet();
      return node.engine()
          .orders()
          .ask(order.order(), new OrderCommand.CancelOrder())
          .thenApply(_ -> true);
    }
    paid.incrementAndGet();
    OrderId id = order.order();
    var payment = PaymentId.of(id.value(), "key");
    var report =
        new PaymentReport(
            payment,
            id.value(),
            "trx",
            order.total(),
            order.currency(),
            PaymentReport.Result.SETTLED);
    return node.engine()
        .orders()
        .ask(id, new OrderCommand.StartPayment(payment, "fake", "qris"))
        .thenCompose(_ -> node.engine().orders().ask(id, new OrderCommand.RecordPayment(report)))
        .thenApply(_ -> true);
  }
}
