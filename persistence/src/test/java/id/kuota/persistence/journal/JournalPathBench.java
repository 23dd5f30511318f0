package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.EngineNode.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Reply;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderDesk.Wanted;
import id.kuota.engine.order.OrderDesk.WantedLine;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders per second through the engine with our journal path and with the plugin's own, in
 * alternating rounds of one run, on a PostgreSQL that flushes to disk. Not part of the build:
 *
 * <pre>
 *   mvn -q -pl persistence -am verify -Dit.test=JournalPathBench -Dtest=GroupCommitLimitsTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
class JournalPathBench {

  private static final int ROUNDS = Integer.getInteger("kuota.bench.rounds", 5);
  private static final int IN_FLIGHT = Integer.getInteger("kuota.bench.concurrency", 256);
  private static final int ATTEMPTS = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(5);
  private static final long CAPACITY = 50_000_000;

  private static final SortedMap<String, String> PATHS =
      new TreeMap<>(
          Map.of(
              "stock", "org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao",
              "ours", "id.kuota.persistence.groupcommit.GroupCommitJournal"));

  private final AtomicInteger lastOrder = new AtomicInteger();
  private final AtomicInteger askedAgain = new AtomicInteger();

  /**
   * One measured round.
   *
   * @param cpuMicros processor time of this JVM for one order: it tells the paths apart even where
   *     others use the same cores
   * @param askedAgain orders whose outcome was unknown at first, as on a machine that is busy
   */
  private record Round(
      double perSecond, double p50Millis, double p99Millis, double cpuMicros, double askedAgain) {}

  @Test
  void measure(@TempDir Path directory) throws Exception {
    var rounds = new LinkedHashMap<String, List<Round>>();
    try (var embedded = EmbeddedDatabase.start(directory);
        var database = Database.open(embedded.settings())) {
      database.migrate();
      boolean open = false;
      for (int number = 0; number <= ROUNDS; number++) {
        // Each path goes first every other time.
        var inTurn = new ArrayList<>(PATHS.entrySet());
        if (number % 2 == 0) Collections.reverse(inTurn);
        for (var path : inTurn) {
          var changed = ConfigFactory.parseMap(Map.of("jdbc-journal.dao", path.getValue()));
          try (var node = EngineNode.start(embedded.settings(), changed)) {
            if (!open) openSale(node);
            open = true;
            run(node, WARM_UP);
            Round round = run(node, MEASURED);
            say("%s %s %s".formatted(number == 0 ? "warm-up" : number, path.getKey(), round));
            if (number > 0)
              rounds.computeIfAbsent(path.getKey(), _ -> new ArrayList<>()).add(round);
            var quota = get(node.engine().explain(Samples.QUOTA)).orElseThrow();
            assertThat(quota.sold() + quota.held() + quota.available()).isEqualTo(CAPACITY);
            assertThat(quota.held()).isEqualTo(lastOrder.get());
          }
          assertEveryOrderIsThere(database);
        }
      }
    }
    rounds.forEach((path, measured) -> say("median %s %s".formatted(path, median(measured))));
  }

  /** Keeps as many orders in flight for a while; all of them must be granted in the end. */
  private Round run(EngineNode node, Duration time) throws InterruptedException {
    var latencies = new ConcurrentLinkedQueue<Long>();
    var failures = new ConcurrentLinkedQueue<Throwable>();
    var callers = new CountDownLatch(IN_FLIGHT);
    long cpu = cpuNanos();
    long start = System.nanoTime();
    for (int caller = 0; caller < IN_FLIGHT; caller++) {
      next(node, start + time.toNanos(), latencies, failures, callers);
    }
    callers.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(failures).isEmpty();
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Round(
        sorted.length / seconds,
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        (cpuNanos() - cpu) / 1e3 / sorted.length,
        askedAgain.getAndSet(0));
  }

  private void next(
      EngineNode node,
      long end,
      ConcurrentLinkedQueue<Long> latencies,
      ConcurrentLinkedQueue<Throwable> failures,
      CountDownLatch callers) {
    long start = System.nanoTime();
    if (start > end) {
      callers.countDown();
      return;
    }
    place(node, lastOrder.incrementAndGet(), 1)
        .whenCompleteAsync(
            (_, failure) -> {
              if (failure != null) failures.add(failure);
              latencies.add(System.nanoTime() - start);
              next(node, failure == null ? end : Long.MIN_VALUE, latencies, failures, callers);
            },
            node.system().executionContext()::execute);
  }

  /** As a buyer does: an outcome that is unknown is asked for again, with the same id. */
  private CompletionStage<OrderView> place(EngineNode node, int number, int attempt) {
    var wanted =
        new Wanted(
            new BuyerKey("buyer-" + number), List.of(new WantedLine(Samples.OFFER, 1)), "content");
    return node.engine()
        .place(new OrderId("ord_%032d".formatted(number)), Samples.SALE, wanted)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused>(var view, var _) ->
                      CompletableFuture.completedFuture(view);
                  case Reply.Refused<OrderView, OrderRefused>(var refused) -> {
                    if (refused.reason() != OrderRefusal.UNANSWERED || attempt == ATTEMPTS) {
                      throw new AssertionError("refused: " + refused);
                    }
                    askedAgain.incrementAndGet();
                    yield place(node, number, attempt + 1);
                  }
                });
  }

  private static void openSale(EngineNode node) {
    SaleTerms like = Samples.terms();
    var now = Instant.now();
    var terms =
        new SaleTerms(
            like.name(),
            like.currency(),
            now.minusSeconds(60),
            now.plusSeconds(36_000),
            like.holdFor().multipliedBy(8),
            like.unitsPerBuyer(),
            like.offers(),
            List.of(new QuotaTerms("cat1", CAPACITY)));
    var engine = node.engine();
    get(engine.ask(Samples.SALE, new SaleCommand.SetTerms(terms, OptionalLong.empty(), "bench")));
    get(engine.ask(Samples.SALE, new SaleCommand.OpenSale("bench")));
  }

  private void assertEveryOrderIsThere(Database database) throws SQLException {
    assertThat(
            new JournalRows(database)
                .count("SELECT count(*) FROM event_journal WHERE event_ser_manifest = 'OP1'"))
        .isEqualTo(lastOrder.get());
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double millis(long[] sorted, double quantile) {
    return sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
  }

  private static Round median(List<Round> rounds) {
    return new Round(
        middle(rounds.stream().mapToDouble(Round::perSecond).toArray()),
        middle(rounds.stream().mapToDouble(Round::p50Millis).toArray()),
        middle(rounds.stream().mapToDouble(Round::p99Millis).toArray()),
        middle(rounds.stream().mapToDouble(Round::cpuMicros).toArray()),
        rounds.stream().mapToDouble(Round::askedAgain).sum());
  }

  private static double middle(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static void say(String line) {
    System.out.printf(
        "%s load %.1f%n",
        line, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
