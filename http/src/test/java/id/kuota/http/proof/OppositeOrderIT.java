package id.kuota.http.proof;

import static id.kuota.http.proof.TestEngine.line;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Half of all orders name the floor first, the other half the balcony, and there is room for half
 * of them: no order waits for another, and no place stays empty.
 */
class OppositeOrderIT {

  @Test
  void ordersThatNameTheirQuotasInOppositeOrderFillBoth() {
    int orders = ProofSettings.PAIRS.value();
    long capacity = orders / 2;
    var sale =
        new ProofSale(
            "opposite",
            Duration.ofMinutes(5),
            0,
            Map.of("floor", capacity, "balcony", capacity),
            Map.of(
                "floor", List.of("floor"),
                "balcony", List.of("balcony"),
                "floor-balcony", List.of("floor", "balcony"),
                "balcony-floor", List.of("balcony", "floor")));
    try (var database = EmbeddedDatabase.temporary();
        var node = TestEngine.start(database.settings())) {
      node.open(sale);

      var replies =
          IntStream.range(0, orders)
              .mapToObj(number -> node.place(sale, number, lines(number)))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();

      assertThat(replies).filteredOn(reply -> reply instanceof Reply.Answered).hasSize(orders / 2);
      assertThat(replies)
          .filteredOn(reply -> reply instanceof Reply.Refused)
          .hasSize(orders - orders / 2)
          .allMatch(OppositeOrderIT::isTakenForNow);
      for (String quota : List.of("floor", "balcony")) {
        var numbers = node.explain(sale.quota(quota));
        assertThat(numbers.available()).as("available in %s", quota).isZero();
        assertThat(numbers.held()).as("held in %s", quota).isEqualTo(capacity);
        assertThat(numbers.openHolds()).as("holds in %s", quota).isEqualTo((int) capacity);
      }
    }
  }

  /** As two lines, or as one offer that draws on both; this way round and the other. */
  private static List<OrderFactory.WantedLine> lines(int number) {
    return switch (number % 4) {
      case 0 -> List.of(line("floor", 1), line("balcony", 1));
      case 1 -> List.of(line("balcony", 1), line("floor", 1));
      case 2 -> List.of(line("floor-balcony", 1));
      default -> List.of(line("balcony-floor", 1));
    };
  }

  private static boolean isTakenForNow(Reply<OrderView, OrderRefused> reply) {
    return reply instanceof Reply.Refused<OrderView, OrderRefused>(var refused)
        && refused.reason() == OrderRefusal.TAKEN_FOR_NOW;
  }
}
