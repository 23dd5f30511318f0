package id.kuota.http.proof;

import static id.kuota.http.proof.TestEngine.get;
import static id.kuota.http.proof.TestEngine.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All buyers want the last unit: one gets it, the others get true answers. */
class LastUnitIT {

  private static final ProofSale SALE =
      new ProofSale(
          "last-unit",
          Duration.ofMinutes(5),
          0,
          Map.of("seat", 1L),
          Map.of("seat", List.of("seat")));

  /** Answers after which a buyer does not know and asks again with the same key. */
  private static final Set<OrderRefusal> UNKNOWN =
      EnumSet.of(OrderRefusal.OVERLOADED, OrderRefusal.UNANSWERED, OrderRefusal.IN_PROGRESS);

  private static final int ROUNDS_MAX = 20;

  @Test
  void oneOfAllBuyersGetsTheLastUnitAndTheOthersAreToldSo() {
    int buyers = ProofSettings.BUYERS.value();
    try (var database = EmbeddedDatabase.temporary();
        var node = TestEngine.start(database.settings())) {
      node.open(SALE);

      List<Told> told = allBuyersAsk(node, buyers);

      assertThat(told).filteredOn(t -> t.reply() instanceof Reply.Answered).hasSize(1);
      assertThat(told)
          .filteredOn(t -> t.reply() instanceof Reply.Refused)
          .hasSize(buyers - 1)
          .allMatch(t -> reason(t.reply()) == OrderRefusal.TAKEN_FOR_NOW);
      var seat = node.explain(SALE.quota("seat"));
      assertThat(List.of(seat.held(), seat.sold(), seat.available())).containsExactly(1L, 0L, 0L);

      Told lucky = told.stream().filter(t -> t.reply() instanceof Reply.Answered).toList().get(0);
      get(
          node.engine()
              .orders()
              .ask(TestEngine.orderId(lucky.buyer()), new OrderCommand.CancelOrder()));

      // The "sold out" answers end soon: the next buyer gets the unit.
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> get(ask(node, buyers + 1)) instanceof Reply.Answered);
      seat = node.explain(SALE.quota("seat"));
      assertThat(List.of(seat.held(), seat.sold(), seat.available())).containsExactly(1L, 0L, 0L);
    }
  }

  /** The buyer's number and last answer; null for "unknown". */
  private record Told(int buyer, @Nullable Reply<OrderView, OrderRefused> reply) {}

  /** All at once; those without a definite answer again. */
  private static List<Told> allBuyersAsk(TestEngine node, int buyers) {
    var told = new ArrayList<Told>();
    List<Integer> asking = new ArrayList<>();
    for (int buyer = 1; buyer <= buyers; buyer++) asking.add(buyer);
    for (int round = 1; !asking.isEmpty(); round++) {
      assertThat(round).as("rounds until all knew").isLessThanOrEqualTo(ROUNDS_MAX);
      List<Told> answers = askTogether(node, asking);
      answers.stream().filter(answer -> !isUnknown(answer.reply())).forEach(told::add);
      asking =
          answers.stream().filter(answer -> isUnknown(answer.reply())).map(Told::buyer).toList();
    }
    return told;
  }

  private static List<Told> askTogether(TestEngine node, List<Integer> buyers) {
    return buyers.stream()
        .map(buyer -> ask(node, buyer).handle((reply, failure) -> new Told(buyer, reply)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static CompletableFuture<Reply<OrderView, OrderRefused>> ask(TestEngine node, int buyer) {
    return node.place(SALE, buyer, List.of(line("seat", 1)));
  }

  private static boolean isUnknown(@Nullable Reply<OrderView, OrderRefused> reply) {
    OrderRefusal reason = reason(reply);
    return reply == null || (reason != null && UNKNOWN.contains(reason));
  }

  private static @Nullable OrderRefusal reason(@Nullable Reply<OrderView, OrderRefused> reply) {
    return reply instanceof Reply.Refused<OrderView, OrderRefused>(var refused)
        ? refused.reason()
        : null;
  }
}
