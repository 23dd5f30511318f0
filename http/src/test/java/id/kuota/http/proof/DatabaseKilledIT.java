package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.node.NodeSettings;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.database.EmbeddedDatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is killed under load and comes back on the same data and port. The node is not
 * restarted: meanwhile buyers get "outcome unknown", and then it sells again by itself.
 */
class DatabaseKilledIT {

  private static final Duration HOLD = Duration.ofSeconds(5);
  private static final Duration DEATH_MAX = Duration.ofSeconds(20);

  /** A look is good for a second, and takes two at most. */
  private static final Duration READY_MAX = Duration.ofSeconds(5);

  /** From the moment at which the database listens again. */
  private static final Duration RECOVERY_MAX = Duration.ofSeconds(30);

  private static final ProofSale SALE =
      new ProofSale(
          "database-killed",
          HOLD,
          3,
          Map.of("seat", 500L, "lawn", 1_000_000L),
          Map.of(
              "seat", List.of("seat"), "lawn", List.of("lawn"), "both", List.of("seat", "lawn")));

  @TempDir private Path directory;

  @Test
  void theNodeSellsAgainByItselfAndNothingThatWasAnsweredIsLost() {
    var first = EmbeddedDatabase.start(directory);
    NodeSettings settings = ProofPorts.settings(first);
    var edge = new EdgeClient(settings.httpPort());
    try (ChildNode node = ChildNode.start(settings);
        var crowd = new Crowd(edge, SALE, ThreadLocalRandom.current().nextLong())) {
      SALE.open(edge);
      crowd.come(ProofSettings.RATE.value());
      pause(Duration.ofSeconds(3));

      String placed;
      try (var journal = new ProofJournal(first.settings())) {
        placed = journal.entities("Order").iterator().next();
      }
      awaitReady(settings);
      killPostgresql();
      closeDead(first);
      HttpResponse<String> ready = ready(settings);
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("the database cannot be reached");
      assertThatNoAnswerIsFalse(edge, placed);
      pause(Duration.ofSeconds(3));

      try (var second = EmbeddedDatabase.start(directory, port(settings));
          var journal = new ProofJournal(second.settings())) {
        awaitSelling(journal);
        awaitReady(settings);
        assertThat(node.isAlive()).isTrue();
        pause(Duration.ofSeconds(2));
        new Audit(edge, SALE, crowd.close("the database was killed")).check(journal);
      }
    } finally {
      closeDead(first);
    }
  }

  private static void awaitReady(NodeSettings settings) {
    await()
        .atMost(READY_MAX)
        .untilAsserted(
            () -> {
              HttpResponse<String> ready = ready(settings);
              assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
            });
  }

  /**
   * An order that cannot be read is not denied, also if it was never placed: only the journal
   * knows.
   */
  private static void assertThatNoAnswerIsFalse(EdgeClient edge, String placed) {
    EdgeClient.Answer answer = edge.get("/v1/orders/" + placed);
    assertThat(answer.status()).as(answer.text()).isIn(200, 503);
    if (answer.status() == 503) assertNotDenied(answer);
    assertNotDenied(edge.get("/v1/orders/" + TestEngine.orderId(-1)));
    await()
        .atMost(READY_MAX)
        .untilAsserted(
            () ->
                assertThat(edge.get("/v1/orders/" + placed).code())
                    .as("the lease has run out")
                    .isEqualTo("not_in_service"));
    assertThat(edge.get("/healthz").status()).as("the process lives").isEqualTo(200);
  }

  private static void assertNotDenied(EdgeClient.Answer answer) {
    assertThat(answer.code()).as(answer.text()).isIn("outcome_unknown", "not_in_service");
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  private static HttpResponse<String> ready(NodeSettings settings) {
    var address = URI.create("http://127.0.0.1:" + settings.managementPort() + "/ready");
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void awaitSelling(ProofJournal journal) {
    Instant back = Instant.now();
    int before = journal.entities("Order").size();
    await().atMost(RECOVERY_MAX).until(() -> journal.entities("Order").size() > before);
    System.out.printf(
        "DatabaseKilledIT: %d orders before; sells again after %d ms%n",
        before, Duration.between(back, Instant.now()).toMillis());
  }

  /** SIGKILL for the postmaster; its children notice, and end. */
  private void killPostgresql() {
    ProcessHandle postmaster = ProcessHandle.of(postmasterPid()).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    postmaster.destroyForcibly();
    await().atMost(DEATH_MAX).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  private long postmasterPid() {
    try {
      return Long.parseLong(
          Files.readAllLines(directory.resolve("data").resolve("postmaster.pid")).getFirst());
    } catch (IOException e) {
      throw new IllegalStateException("no PostgreSQL runs here", e);
    }
  }

  private static int port(NodeSettings settings) {
    return Integer.parseInt(settings.database().url().replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  /** Lets go of the directory; that the server is gone is no news. */
  private static void closeDead(EmbeddedDatabase database) {
    try {
      database.close();
    } catch (EmbeddedDatabaseException e) {
      assertThat(e).hasMessageContaining("PostgreSQL did not stop");
    }
  }

  private static void pause(Duration pause) {
    Retry.pauseUntil(Instant.now().plus(pause));
  }
}
