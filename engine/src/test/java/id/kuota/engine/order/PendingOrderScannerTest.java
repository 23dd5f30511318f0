package id.kuota.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All due orders are started, however many there are. */
final class PendingOrderScannerTest {

  private static final List<OrderId> ALL =
      IntStream.range(0, Limits.WAKE_MAX + 2)
          .mapToObj(i -> new OrderId("ord_%032d".formatted(i)))
          .toList();

  @Test
  void goesRoundAmongAllAndBeginsAnewAtTheEnd() {
    var woken = new CopyOnWriteArrayList<OrderId>();
    PendingOrderScanner.PendingOrderQuery sleeping =
        (after, now, since, limit) ->
            CompletableFuture.completedFuture(
                new PendingOrderScanner.Page(
                    ALL.stream()
                        .filter(order -> order.value().compareTo(after) > 0)
                        .limit(limit)
                        .toList(),
                    0));
    try (var fixture = new EntityFixture("waker")) {
      fixture.kit.spawn(PendingOrderScanner.create(sleeping, fixture.clock, woken::add));
      round(fixture, woken, Limits.WAKE_MAX);
      round(fixture, woken, Limits.WAKE_MAX + 2);
      round(fixture, woken, 2 * Limits.WAKE_MAX + 2);
      assertThat(woken.subList(0, Limits.WAKE_MAX + 2)).isEqualTo(ALL);
      assertThat(woken.get(Limits.WAKE_MAX + 2)).isEqualTo(ALL.getFirst());
    }
  }

  private static void round(EntityFixture fixture, List<OrderId> woken, int expected) {
    await()
        .until(
            () -> {
              if (woken.size() < expected) fixture.pass(Limits.PENDING_ORDER_SCAN_INTERVAL);
              return woken.size() == expected;
            });
  }
}
