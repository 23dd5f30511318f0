package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** However many ask, and however long it takes: one check at a time, and no caller waits. */
final class DatabaseReadinessTest {

  private final AtomicInteger looks = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicLong nanos = new AtomicLong();
  private final DatabaseReadiness readiness = new DatabaseReadiness(nanos::get);

  @Test
  void concurrentRequestsShareOneCheckAndNoneWaitsForIt() {
    readiness.watch(this::slowly);

    CompletionStage<Optional<String>> first = readiness.trouble();
    for (int i = 0; i < 1_000; i++) {
      assertThat(readiness.trouble()).isSameAs(first);
    }
    assertThat(first.toCompletableFuture()).isNotDone();

    answer.countDown();
    assertThat(first.toCompletableFuture()).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(first.toCompletableFuture().join()).contains("look 1");
    assertThat(looks).hasValue(1);
  }

  @Test
  void aLookIsGoodForASecond() {
    answer.countDown();
    readiness.watch(this::slowly);

    assertThat(readiness.trouble().toCompletableFuture().join()).contains("look 1");
    nanos.addAndGet(999_999_999);
    assertThat(readiness.trouble().toCompletableFuture().join()).contains("look 1");
    nanos.incrementAndGet();
    assertThat(readiness.trouble().toCompletableFuture().join()).contains("look 2");
  }

  private Optional<String> slowly() {
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.of("look " + looks.incrementAndGet());
  }
}
