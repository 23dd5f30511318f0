package id.kuota.http.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A connection that its stream and the one who looks at all of them use at the same moment. */
final class ConnectionTest {

  private static final long NOW = Duration.ofDays(3).toNanos();
  private static final int LOOKS = 3_000_000;

  @Test
  void aConnectionThatWritesAnswerAfterAnswerIsNeverOverdue() {
    var connection = new Connection(InetAddress.getLoopbackAddress(), true, NOW);
    var isLookedAt = new AtomicBoolean(true);
    CompletableFuture<Void> stream =
        CompletableFuture.runAsync(
            () -> {
              while (isLookedAt.get()) {
                connection.writing(100, NOW);
                connection.written(NOW);
              }
            });
    try {
      for (int look = 0; look < LOOKS; look++) {
        Optional<Ending> overdue =
            connection.overdue(Duration.ofSeconds(10), Duration.ofSeconds(75), NOW);
        assertThat(overdue).isEmpty();
      }
    } finally {
      isLookedAt.set(false);
    }
    stream.join();
  }
}
