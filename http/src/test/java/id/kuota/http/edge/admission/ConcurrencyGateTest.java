package id.kuota.http.edge.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Entered and waiting orders, and that all of them enter. */
final class ConcurrencyGateTest {

  private final ArrayDeque<Runnable> executor = new ArrayDeque<>();
  private final ConcurrencyGate gate = new ConcurrencyGate(executor::add);
  private final List<Visit> visits = new ArrayList<>();
  private int width = 2;

  /** One order at the gate. */
  private final class Visit {
    private final CompletableFuture<String> work = new CompletableFuture<>();
    private final CompletionStage<String> pass;
    private boolean began;

    Visit() {
      visits.add(this);
      pass =
          gate.pass(
              () -> {
                began = true;
                return work;
              },
              () -> width);
    }

    boolean isDone() {
      return pass.toCompletableFuture().isDone();
    }
  }

  @Test
  void soManyAreInsideAndTheOthersFollowInTheirOrder() {
    comes(5);
    assertThat(inside()).containsExactly(0, 1);

    leaves(1);
    assertThat(visits.get(1).isDone()).isTrue();
    assertThat(inside()).as("not in the thread that left").containsExactly(0, 1);
    runs();
    assertThat(inside()).containsExactly(0, 1, 2);

    leaves(0);
    leaves(2);
    runs();
    assertThat(inside()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void newOrdersQueueBehindWaitingOnes() {
    comes(3);
    width = 10;
    comes(1);
    assertThat(inside()).containsExactly(0, 1);
    leaves(0);
    runs();
    assertThat(inside()).as("all for whom there is room now").containsExactly(0, 1, 2, 3);
  }

  @Test
  void aLowerLimitAdmitsNoOrderUntilEnoughHaveLeft() {
    comes(4);
    width = 1;
    leaves(0);
    runs();
    assertThat(inside()).containsExactly(0, 1);
    leaves(1);
    runs();
    assertThat(inside()).containsExactly(0, 1, 2);
  }

  @Test
  void aFailureMakesRoomAsAnAnswerDoes() {
    width = 1;
    comes(2);
    visits.get(0).work.completeExceptionally(new IllegalStateException("broken"));
    runs();
    assertThat(visits.get(0).pass.toCompletableFuture()).isCompletedExceptionally();
    assertThat(visits.get(1).began).isTrue();

    CompletionStage<String> bug =
        gate.pass(
            () -> {
              throw new IllegalStateException("not even a stage");
            },
            () -> width);
    leaves(1);
    runs();
    assertThat(bug.toCompletableFuture()).isCompletedExceptionally();
    comes(1);
    assertThat(visits.get(2).began).as("the gate is empty").isTrue();
  }

  @Test
  void whenTheExecutorEndsNoOrderIsLeftWaiting() {
    var ending =
        new ConcurrencyGate(
            task -> {
              throw new RejectedExecutionException("ended");
            });
    var first = new CompletableFuture<String>();
    CompletionStage<String> inside = ending.pass(() -> first, () -> 1);
    CompletionStage<String> waits = ending.pass(CompletableFuture::new, () -> 1);
    CompletionStage<String> alsoWaits = ending.pass(CompletableFuture::new, () -> 1);

    first.complete("done");
    assertThat(inside.toCompletableFuture()).isCompletedWithValue("done");
    assertThat(waits.toCompletableFuture()).isCompletedExceptionally();
    assertThat(alsoWaits.toCompletableFuture()).isCompletedExceptionally();
    var next = CompletableFuture.completedFuture("next");
    assertThat(ending.pass(() -> next, () -> 1).toCompletableFuture())
        .as("there is room again")
        .isCompletedWithValue("next");
  }

  @Test
  void amongManyThreadsNeverMoreThanTheWidthAreInsideAndAllAreServed() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var crowded = new ConcurrencyGate(threads);
      var all = new ArrayList<CompletableFuture<Void>>();
      for (int i = 0; i < 10_000; i++) {
        all.add(
            CompletableFuture.supplyAsync(
                    () ->
                        crowded.<Void>pass(
                            () -> {
                              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                              return CompletableFuture.runAsync(inside::decrementAndGet, threads);
                            },
                            () -> 3),
                    threads)
                .thenCompose(passed -> passed));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }
    assertThat(inside).hasValue(0);
    assertThat(most.get()).isBetween(1, 3);
  }

  private void comes(int many) {
    for (int i = 0; i < many; i++) new Visit();
  }

  private void leaves(int visit) {
    visits.get(visit).work.complete("done");
  }

  private void runs() {
    while (!executor.isEmpty()) executor.remove().run();
  }

  /** Returns those that have entered so far. */
  private List<Integer> inside() {
    var began = new ArrayList<Integer>();
    for (int i = 0; i < visits.size(); i++) {
      if (visits.get(i).began) began.add(i);
    }
    return began;
  }
}
