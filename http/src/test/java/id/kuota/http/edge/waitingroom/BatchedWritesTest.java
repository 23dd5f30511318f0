package id.kuota.http.edge.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.OverloadedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class BatchedWritesTest {

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<List<Integer>> batches = new ArrayList<>();
  private final BatchedWrites<Integer, String> writes =
      new BatchedWrites<>(this::write, tasks::add, 3, 5);

  private List<String> write(List<Integer> batch) {
    batches.add(batch);
    if (batch.contains(13)) throw new IllegalStateException("a write that fails");
    return batch.stream().map(String::valueOf).toList();
  }

  @Test
  void whatArrivesDuringAWriteIsWrittenTogether() {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 1; i <= 5; i++) answers.add(writes.submit(i).toCompletableFuture());
    assertThat(tasks).as("one write in flight").hasSize(1);
    tasks.remove().run();
    tasks.remove().run();
    assertThat(tasks).isEmpty();
    assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(4, 5));
    assertThat(answers)
        .extracting(CompletableFuture::resultNow)
        .containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void aFailedWriteFailsItsOwnBatchOnly() {
    var first = writes.submit(13).toCompletableFuture();
    tasks.remove().run();
    var second = writes.submit(2).toCompletableFuture();
    tasks.remove().run();
    assertThat(first.exceptionNow()).hasMessage("a write that fails");
    assertThat(second.resultNow()).isEqualTo("2");
  }

  @Test
  void aFullQueueRefusesAtOnce() {
    for (int i = 1; i <= 5; i++) assertThat(writes.submit(i).toCompletableFuture()).isNotDone();
    assertThat(writes.submit(6).toCompletableFuture().exceptionNow())
        .isInstanceOf(OverloadedException.class);
  }

  @Test
  void aNodeThatStopsFailsWhatWaits() {
    var stopping =
        new BatchedWrites<Integer, String>(
            this::write,
            task -> {
              throw new RejectedExecutionException("stopping");
            },
            3,
            5);
    assertThat(stopping.submit(1).toCompletableFuture().exceptionNow())
        .isInstanceOf(RejectedExecutionException.class);
  }
}
