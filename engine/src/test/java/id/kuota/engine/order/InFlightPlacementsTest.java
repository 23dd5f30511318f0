package id.kuota.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class InFlightPlacementsTest {

  private static final OrderId ORDER = new OrderId("ord_%032d".formatted(1));

  private final Set<OrderId> written = new HashSet<>();
  private final InFlightPlacements placements =
      new InFlightPlacements(
          new OrderMemory() {
            @Override
            public boolean isNew(OrderId order) {
              return !written.contains(order);
            }

            @Override
            public void doubt(OrderId order) {
              written.add(order);
            }
          });

  private final CompletableFuture<String> outcome = new CompletableFuture<>();

  @Test
  void anOrderIsNotNewWhileItIsPlaced() {
    assertThat(placements.isNew(ORDER)).isTrue();
    placements.follow(ORDER, () -> outcome);
    assertThat(placements.isNew(ORDER)).isFalse();
  }

  @Test
  void anOrderThatWasRefusedIsAsNewAsBefore() {
    placements.follow(ORDER, () -> outcome);
    outcome.complete("refused");
    assertThat(placements.isNew(ORDER)).isTrue();
  }

  @Test
  void anOrderWhoseOutcomeIsUnknownIsNeverNewAgain() {
    placements.follow(ORDER, () -> outcome);
    outcome.completeExceptionally(new TimeoutException());
    assertThat(placements.isNew(ORDER)).isFalse();
  }

  @Test
  void withoutKnowledgeNothingIsNew() {
    assertThat(new InFlightPlacements(OrderMemory.NONE).isNew(ORDER)).isFalse();
  }
}
