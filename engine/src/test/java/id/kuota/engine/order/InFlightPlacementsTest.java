package id.kuota.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class InFlightPlacementsTest {

  private static final OrderId ORDER = new OrderId("ord_%032d".formatted(1));

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // Nano time may wrap.
  private final Deque<CompletableFuture<Boolean>> lookups = new ArrayDeque<>();
  private final CompletableFuture<String> outcome = new CompletableFuture<>();
  private boolean alone = true;
  private final InFlightPlacements placements =
      new InFlightPlacements(
          order -> {
            lookups.add(new CompletableFuture<>());
            return lookups.getLast();
          },
          () -> alone,
          nanos::get);

  @Test
  void theJournalTellsWhetherAnOrderIsNew() {
    CompletionStage<Boolean> first = placements.isNew(ORDER);
    lookups.remove().complete(false);
    assertThat(first).isCompletedWithValue(true);
    CompletionStage<Boolean> second = placements.isNew(ORDER);
    lookups.remove().complete(true);
    assertThat(second).isCompletedWithValue(false);
  }

  @Test
  void anOrderIsNotNewWhileItIsPlaced() {
    placements.follow(ORDER, () -> outcome);
    assertNotNewWithoutALookup();
  }

  @Test
  void anOrderThatBeginsDuringTheLookupIsNotNew() {
    CompletionStage<Boolean> isNew = placements.isNew(ORDER);
    placements.follow(ORDER, () -> outcome);
    lookups.remove().complete(false);
    assertThat(isNew).isCompletedWithValue(false);
  }

  @Test
  void anOrderThatWasRefusedIsAsNewAsBefore() {
    placements.follow(ORDER, () -> outcome);
    outcome.complete("refused");
    placements.isNew(ORDER);
    assertThat(lookups).hasSize(1);
  }

  @Test
  void anOrderWhoseOutcomeIsUnknownIsNotNewUntilItMustBeInTheJournal() {
    placements.follow(ORDER, () -> outcome);
    outcome.completeExceptionally(new TimeoutException());
    assertNotNewWithoutALookup();
    nanos.addAndGet(Limits.PLACEMENT_IN_DOUBT.toNanos());
    placements.isNew(ORDER);
    assertThat(lookups).hasSize(1);
  }

  @Test
  void whereAnotherNodeMayPlaceItNoOrderIsNew() {
    CompletionStage<Boolean> before = placements.isNew(ORDER);
    alone = false;
    lookups.remove().complete(false);
    assertThat(before).as("a node has joined").isCompletedWithValue(false);
    assertNotNewWithoutALookup();
  }

  @Test
  void aLookupThatFailsIsNoAnswer() {
    CompletionStage<Boolean> isNew = placements.isNew(ORDER);
    lookups.remove().completeExceptionally(new IllegalStateException("no journal"));
    assertThat(isNew).isCompletedExceptionally();
  }

  private void assertNotNewWithoutALookup() {
    assertThat(placements.isNew(ORDER)).isCompletedWithValue(false);
    assertThat(lookups).isEmpty();
  }
}
