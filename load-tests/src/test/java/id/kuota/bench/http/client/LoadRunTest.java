package id.kuota.bench.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LoadRunTest {

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final int WAITING_MAX = 1_000;

  private final AtomicLong numbers = new AtomicLong();
  private final NumberedRequest get = NumberedRequest.get("stub", "/", numbers);

  @Test
  void everyScheduledRequestIsSentAndCountedByItsStatus() throws Exception {
    var calls = new AtomicInteger();
    try (var server =
        new StubServer(
            request ->
                List.of(StubServer.answer(calls.incrementAndGet() % 4 == 0 ? 409 : 201, "")))) {
      LoadResult result = play(server, 4, get, new Arrivals.Scheduled(500, SHORT, WAITING_MAX));

      assertThat(result.statuses()).isEqualTo(Map.of(201, 150L, 409, 50L));
      assertThat(result.offered()).isEqualTo(200);
      assertThat(result.unknown() + result.unsent()).isZero();
      assertThat(result.times().getTotalCount()).isEqualTo(200);
      assertThat(server.requests()).hasSize(200);
    }
  }

  @Test
  void numbersAreWrittenWhereverTheTextHasTheirMark() throws Exception {
    var post =
        NumberedRequest.post(
            "stub",
            "/orders",
            List.of("Idempotency-Key: k{number}"),
            "{\"buyer\":\"{number}\"}",
            numbers);
    try (var server = new StubServer(request -> List.of(StubServer.answer(201, "{}")))) {
      play(server, 1, post, new Arrivals.Scheduled(100, Duration.ofMillis(30), WAITING_MAX));

      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().getLast())
          .startsWith("POST /orders HTTP/1.1\r\nHost: stub\r\n")
          .contains("Idempotency-Key: k000000000003\r\n")
          .endsWith("\r\n\r\n{\"buyer\":\"000000000003\"}");
    }
  }

  @Test
  void anAnswerMayComeInPiecesAndBeLongerThanWhatIsKept() throws Exception {
    String body = "x".repeat(3 * AnswerBuffer.BYTES_KEPT);
    String whole = StubServer.answer(200, body);
    var heard = new ArrayList<String>();
    try (var server =
        new StubServer(
            request ->
                List.of(whole.substring(0, 20), whole.substring(20, 55), whole.substring(55)))) {
      LoadResult result =
          LoadRun.play(
              server.address(),
              1,
              get,
              new Arrivals.Scheduled(100, Duration.ofMillis(50), WAITING_MAX),
              (status, answer) -> heard.add(StandardCharsets.UTF_8.decode(answer).toString()));

      assertThat(result.statuses()).isEqualTo(Map.of(200, 5L));
      assertThat(heard).hasSize(5).allMatch(whole::startsWith);
    }
  }

  /** The server stands still once, for a while; those who come meanwhile must have waited. */
  @Test
  void timeCountsFromWhenARequestWasDueNotFromWhenItWasSent() throws Exception {
    var stall = new AtomicBoolean(true);
    var stalled = new CountDownLatch(1);
    try (var server =
        new StubServer(
            request -> {
              if (stall.compareAndSet(true, false)) await(stalled, Duration.ofMillis(200));
              return List.of(StubServer.answer(200, ""));
            })) {
      LoadResult result = play(server, 1, get, new Arrivals.Scheduled(500, SHORT, WAITING_MAX));

      assertThat(result.answered()).isEqualTo(200);
      // Half of the buyers came during the stall and waited for half of it on average.
      assertThat(result.millis(70)).isGreaterThan(60);
      assertThat(result.millis(100)).isGreaterThanOrEqualTo(199);
    }
  }

  @Test
  void theOldestWaitingCallersAreDroppedAndCounted() throws Exception {
    var stall = new AtomicBoolean(true);
    var stalled = new CountDownLatch(1);
    try (var server =
        new StubServer(
            request -> {
              if (stall.compareAndSet(true, false)) await(stalled, Duration.ofMillis(200));
              return List.of(StubServer.answer(200, ""));
            })) {
      LoadResult result = play(server, 1, get, new Arrivals.Scheduled(500, SHORT, 10));

      assertThat(result.unsent()).isBetween(50L, 110L);
      assertThat(result.offered()).isEqualTo(200);
      assertThat(server.requests()).hasSize((int) result.answered());
    }
  }

  @Test
  void connectionsThatBreakAreCountedAndTheOthersGoOn() throws Exception {
    var calls = new AtomicInteger();
    try (var server =
        new StubServer(
            request ->
                calls.incrementAndGet() == 5 ? List.of() : List.of(StubServer.answer(200, "")))) {
      LoadResult result = play(server, 2, get, new Arrivals.Scheduled(200, SHORT, WAITING_MAX));

      assertThat(result.broken()).isEqualTo(1);
      assertThat(result.answered(200)).isEqualTo(79);
    }
  }

  @Test
  void aServerThatClosesEveryConnectionEndsTheRun() throws Exception {
    try (var server = new StubServer(request -> List.of())) {
      assertThatThrownBy(() -> play(server, 2, get, new Arrivals.Saturating(SHORT)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("closed every connection");
    }
  }

  @Test
  void whatIsNotHttpBreaksTheConnection() throws Exception {
    try (var server = new StubServer(request -> List.of("SSH-2.0-something\r\n\r\n\r\n\r\n"))) {
      assertThatThrownBy(() -> play(server, 1, get, new Arrivals.Saturating(SHORT)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void saturatingKeepsOneRequestOnEachConnection() throws Exception {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    try (var server =
        new StubServer(
            request -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              await(new CountDownLatch(1), Duration.ofMillis(5));
              now.decrementAndGet();
              return List.of(StubServer.answer(200, "ok"));
            })) {
      LoadResult result = play(server, 8, get, new Arrivals.Saturating(SHORT));

      assertThat(most).hasValue(8);
      assertThat(result.inTime()).isGreaterThan(8);
      assertThat(result.answered(200)).isEqualTo(server.requests().size());
      assertThat(result.millis(50)).isGreaterThanOrEqualTo(5);
    }
  }

  private static LoadResult play(
      StubServer server, int connections, Requests requests, Arrivals arrivals) throws IOException {
    return LoadRun.play(server.address(), connections, requests, arrivals, Answers.IGNORED);
  }

  /** Waits for what never comes. */
  private static void await(CountDownLatch latch, Duration time) {
    try {
      assertThat(latch.await(time.toNanos(), TimeUnit.NANOSECONDS)).isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
