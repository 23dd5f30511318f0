package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class UnknownIdsTest {

  private static final String UNKNOWN = "unknown";

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // Nano time may wrap.
  private final List<CompletableFuture<String>> asked = new ArrayList<>();
  private final UnknownIds ids = new UnknownIds(nanos::get);

  @Test
  void anUnknownIdIsAskedAboutOnceInItsTime() {
    look("a");
    answer(UNKNOWN);
    assertThat(look("a")).isCompletedWithValue(UNKNOWN);
    assertThat(asked).hasSize(1);

    nanos.addAndGet(Limits.UNKNOWN_ID_CACHED.toNanos());
    assertThat(look("a")).isNotCompleted();
  }

  @Test
  void whatThereIsIsAskedEachTime() {
    look("a");
    answer("there");
    assertThat(look("a")).isNotCompleted();
  }

  @Test
  void readsSeeTheirOwnWrites() {
    look("a");
    answer(UNKNOWN);
    ids.written("Device", "a");
    assertThat(look("a")).isNotCompleted();
  }

  @Test
  void anAnswerOnItsWayDuringAWriteIsNotRemembered() {
    look("a");
    ids.written("Device", "a");
    answer(UNKNOWN);
    assertThat(look("a")).isNotCompleted();
  }

  @Test
  void aFailureIsNotRemembered() {
    look("a");
    asked.getLast().completeExceptionally(new IllegalStateException("no answer"));
    assertThat(look("a")).isNotCompleted();
  }

  private CompletionStage<String> look(String id) {
    return ids.look(
        "Device",
        id,
        UNKNOWN,
        () -> {
          asked.add(new CompletableFuture<>());
          return asked.getLast();
        });
  }

  private void answer(String word) {
    asked.getLast().complete(word);
  }
}
