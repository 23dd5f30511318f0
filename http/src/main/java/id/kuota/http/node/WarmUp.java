package id.kuota.http.node;

import id.kuota.http.log.NodeLog;
import id.kuota.http.node.warmup.Round;
import id.kuota.http.node.warmup.WarmUpTraffic;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.JournalActivity;
import id.kuota.persistence.lease.NodeLeases;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warm-up of a starting node: synthetic buyers buy on a warm-up node until its code is
 * compiled. Nothing else of it stays; if it fails, the node just stays cold.
 */
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /** A cluster that has written nothing for so long has no sale that a warm-up could disturb. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** How it went. */
  sealed interface Outcome {

    /** It was played to its end. */
    record Played(WarmUpJournal journal, List<Round> rounds) implements Outcome {}

    /** It could not be played. */
    record Failed(String reason) implements Outcome {}

    default String inWords() {
      return switch (this) {
        case Played(var journal, var rounds) ->
            "%,d orders, the last with a p99 of %d ms%s"
                .formatted(
                    rounds.stream().mapToInt(Round::orders).sum(),
                    rounds.getLast().p99().toMillis(),
                    switch (journal) {
                      case SCRATCH -> "";
                      case MEMORY -> "; in memory, since the cluster sells";
                    });
        case Failed(var reason) -> "failed, the first buyers will wait longer: " + reason;
      };
    }
  }

  private WarmUp() {}

  /** Blocks for about as long as the settings allow at most. */
  static Outcome hold(
      NodeSettings settings, Database database, Clock clock, Consumer<String> news) {
    return hold(WarmUpJournal.SCRATCH, settings, database, clock, news);
  }

  private static Outcome hold(
      WarmUpJournal journal,
      NodeSettings settings,
      Database database,
      Clock clock,
      Consumer<String> news) {
    long began = System.nanoTime();
    try (var shadow = WarmUpNode.start(settings, journal, database, clock)) {
      List<Round> rounds =
          WarmUpTraffic.play(
              shadow.stage(), settings.warmUp(), journal.orders(), round -> hear(round, news));
      NodeLog.WARM_UP_DONE.log(
          LOG,
          Duration.ofNanos(System.nanoTime() - began),
          rounds.stream().mapToInt(Round::orders).sum(),
          rounds.getLast().p99());
      return new Outcome.Played(journal, rounds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(e);
    } catch (IOException | SQLException | RuntimeException e) {
      return failed(e);
    }
  }

  /**
   * Like {@link #hold}; in memory if the other nodes of the cluster have written to the journal
   * lately: a node that starts at the peak of a sale must not load its database.
   */
  static Outcome holdBesideOthers(
      NodeSettings settings, Database database, Clock clock, Consumer<String> news) {
    try {
      Instant busy = clock.instant().minus(QUIET);
      boolean isSelling =
          JournalActivity.latest(database.dataSource()).filter(busy::isBefore).isPresent();
      return hold(
          isSelling ? WarmUpJournal.MEMORY : WarmUpJournal.SCRATCH,
          settings,
          database,
          clock,
          news);
    } catch (SQLException e) {
      return failed(e);
    }
  }

  /**
   * Notes with the node's lease what the node sold in the last round: {@code kuota sale prepare}
   * adds it up. What it sold in memory says nothing of its capacity. Blocks.
   */
  static void note(Outcome outcome, Database database, long epoch) {
    if (!(outcome instanceof Outcome.Played(var journal, var rounds))
        || journal == WarmUpJournal.MEMORY) return;
    try {
      int rate = (int) Math.round(rounds.getLast().rate());
      NodeLeases.measured(database.dataSource(), epoch, rate);
    } catch (SQLException e) {
      NodeLog.CAPACITY_UNNOTED.logThrown(LOG, e);
    }
  }

  private static void hear(Round round, Consumer<String> news) {
    String words =
        String.format(
            Locale.ROOT, "%,.0f orders/s, p99 %d ms", round.rate(), round.p99().toMillis());
    NodeLog.WARM_UP_ROUND.log(LOG, Math.round(round.rate()), round.p99(), round.compiled());
    news.accept(words);
  }

  private static Outcome failed(Exception e) {
    NodeLog.WARM_UP_FAILED.logThrown(LOG, e);
    return new Outcome.Failed(String.valueOf(e.getMessage()));
  }
}
