package id.kuota.engine.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Five nodes and one counter, with messages that take time, under a clock of the test. */
final class RateLimiterTest {

  private static final RateLimit LIMIT =
      new RateLimit(
          "buyer", new Rate(100, Duration.ofSeconds(10)), new Rate(600, Duration.ofMinutes(2)));
  private static final int NODES = 5;

  private long now = 1;
  private long messages;
  private boolean isCut;
  private final RateTable table = new RateTable(() -> now);

  /** Things that happen later, by their time. */
  private record Later(long at, Runnable run) {}

  private final PriorityQueue<Later> later =
      new PriorityQueue<>((one, other) -> Long.compare(one.at(), other.at()));
  private final List<RateLimiter> nodes =
      IntStream.range(0, NODES).mapToObj(i -> new RateLimiter(this::lease, () -> now)).toList();

  private CompletionStage<RateMessage.LeaseAnswer> lease(RateKey key, RateLimit limit, int wanted) {
    messages++;
    var answer = new CompletableFuture<RateMessage.LeaseAnswer>();
    if (isCut) {
      later.add(
          new Later(
              now + Duration.ofMillis(500).toNanos(),
              () -> answer.completeExceptionally(new TimeoutException())));
      return answer;
    }
    later.add(
        new Later(
            now + Duration.ofMillis(1).toNanos(),
            () -> {
              RateTable.Given given = table.give(key, limit, wanted);
              answer.complete(new RateMessage.LeaseAnswer(given.permits(), given.waitNanos()));
            }));
    return answer;
  }

  private void pass(Duration time) {
    long end = now + time.toNanos();
    while (!later.isEmpty() && later.peek().at() <= end) {
      Later next = later.remove();
      now = next.at();
      next.run().run();
    }
    now = end;
  }

  @Test
  void fiveNodesTogetherAllowWhatOneCounterWould() {
    var random = new Random(3);
    Map<Integer, ArrayDeque<Long>> passed = new HashMap<>();
    for (int step = 0; step < 60_000; step++) {
      pass(Duration.ofMillis(1));
      // A few keys are hot on all nodes, and many come now and then.
      int caller = random.nextInt(3) > 0 ? random.nextInt(3) : random.nextInt(1_000);
      RateLimiter node = nodes.get(random.nextInt(NODES));
      ArrayDeque<Long> times = passed.computeIfAbsent(caller, unknown -> new ArrayDeque<>());
      node.take(LIMIT, "buyer " + caller)
          .thenAccept(
              decision -> {
                if (decision instanceof RateDecision.Allowed) times.add(now);
              });
    }
    double most = 0;
    for (ArrayDeque<Long> times : passed.values()) {
      most = Math.max(most, most(times, LIMIT.moment()));
      assertThat(most(times, LIMIT.longer())).isLessThanOrEqualTo(1.05);
    }
    assertThat(most).as("of what one counter allows in ten seconds").isLessThanOrEqualTo(1.05);
    assertThat(passed.getOrDefault(0, new ArrayDeque<>()))
        .as("and a hot key gets what it may have")
        .hasSizeGreaterThan(550);
  }

  /** Returns the most that passed in any period, as a part of what the rate allows in it. */
  private static double most(ArrayDeque<Long> times, Rate rate) {
    var window = new ArrayDeque<Long>();
    int most = 0;
    for (long time : times) {
      window.add(time);
      while (window.getFirst() <= time - rate.period().toNanos()) window.removeFirst();
      most = Math.max(most, window.size());
    }
    return most / (2.0 * rate.permits());
  }

  @Test
  void aKeyThatIsAskedForOftenCostsFewMessages() {
    var fast =
        new RateLimit(
            "client",
            new Rate(5_000, Duration.ofSeconds(1)),
            new Rate(90_000, Duration.ofMinutes(1)));
    int asked = 0;
    var waits = new ArrayList<CompletionStage<RateDecision>>();
    for (int step = 0; step < 20_000; step++) {
      pass(Duration.ofMillis(1));
      asked++;
      var decision = nodes.getFirst().take(fast, "shop");
      if (!decision.toCompletableFuture().isDone()) waits.add(decision);
    }
    assertThat(messages).as("for %d requests", asked).isLessThan(asked / 50);
    assertThat(waits).as("only while its pace is not known yet").hasSizeLessThan(20);
  }

  @Test
  void manyRequestsOfOneMomentAreAllDecidedByTheCounter() {
    List<CompletableFuture<RateDecision>> here = takeAtOnce(nodes.getFirst(), 85);
    pass(Duration.ofMillis(50));
    assertThat(here).allMatch(RateLimiterTest::isAllowed);
    List<CompletableFuture<RateDecision>> there = takeAtOnce(nodes.get(2), 40);
    pass(Duration.ofMillis(50));
    long allowed = there.stream().filter(RateLimiterTest::isAllowed).count();
    assertThat(allowed).as("of what 85 have left, less one lease").isBetween(5L, 16L);
    assertThat(there).allMatch(CompletableFuture::isDone);
  }

  private static List<CompletableFuture<RateDecision>> takeAtOnce(RateLimiter node, int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> node.take(LIMIT, "one").toCompletableFuture())
        .toList();
  }

  private static boolean isAllowed(CompletableFuture<RateDecision> decision) {
    return decision.resultNow() instanceof RateDecision.Allowed;
  }

  @Test
  void aRefusedKeyIsRefusedFromMemoryUntilItsTime() {
    for (int i = 0; i < 200; i++) {
      nodes.getFirst().take(LIMIT, "one");
      pass(Duration.ofMillis(3));
    }
    long before = messages;
    var refused = nodes.getFirst().take(LIMIT, "one").toCompletableFuture();
    assertThat(refused).isDone();
    var decision = (RateDecision.Refused) refused.resultNow();
    assertThat(messages).isEqualTo(before);
    pass(decision.comeBackAfter());
    var again = nodes.getFirst().take(LIMIT, "one").toCompletableFuture();
    pass(Duration.ofMillis(2));
    assertThat(again.resultNow()).isInstanceOf(RateDecision.Allowed.class);
  }

  @Test
  void withoutItsCounterANodeGivesAwayOneLimit() {
    isCut = true;
    int allowed = 0;
    var decisions = new ArrayList<CompletableFuture<RateDecision>>();
    for (int i = 0; i < 1_000; i++) {
      decisions.add(nodes.getFirst().take(LIMIT, "one").toCompletableFuture());
      pass(Duration.ofMillis(10));
    }
    pass(Duration.ofSeconds(2));
    for (var decision : decisions) {
      assertThat(decision).isDone();
      if (decision.resultNow() instanceof RateDecision.Allowed) allowed++;
    }
    assertThat(allowed).as("in ten seconds").isBetween(90, 200);
  }
}
