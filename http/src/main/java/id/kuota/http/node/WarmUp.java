package id.kuota.http.node;

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
    record Played(List<Round> rounds) implements Outcome {}

    /** Others sell on the same database at this moment. */
    record Skipped() implements Outcome {}

    /** It could not be played. */
    record Failed(String reason) implements Outcome {}

    default String inWords() {
      return switch (this) {
        case Played(var rounds) ->
            "%,d orders, the last with a p99 of %d ms"
                .formatted(
                    rounds.stream().mapToInt(Round::orders).sum(),
                    rounds.getLast().p99().toMillis());
        case Skipped() ->
            "skipped, since the cluster sells: no load but the buyers' on its database";
        case Failed(var reason) -> "failed, the first buyers will wait longer: " + reason;
      };
    }
  }

  private WarmUp() {}

  /** Blocks for about as long as the settings allow at most. */
  static Outcome hold(
      NodeSettings settings, Database database, Clock clock, Consumer<String> news) {
    try (var shadow = WarmUpNode.start(settings, database, clock)) {
      List<Round> rounds =
          WarmUpTraffic.play(shadow.stage(), settings.warmUp(), round -> hear(round, news));
      return new Outcome.Played(rounds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(e);
    } catch (IOException | SQLException | RuntimeException e) {
      return failed(e);
    }
  }

  /**
   * Like {@link #hold}, unless the other nodes of the cluster have written to the journal lately: a
   * node that starts at the peak of a sale must not load its database.
   */
  static Outcome holdBesideOthers(
      NodeSettings settings, Database database, Clock clock, Consumer<String> news) {
    try {
      Instant busy = clock.instant().minus(QUIET);
      boolean isSelling =
          JournalActivity.latest(database.dataSource()).filter(busy::isBefore).isPresent();
      return isSelling ? new Outcome.Skipped() : hold(settings, database, clock, news);
    } catch (SQLException e) {
      return failed(e);
    }
  }

  /**
   * Notes with the node's lease what the node sold in the last round: {@code kuota sale prepare}
   * adds it up. Blocks.
   */
  static void note(Outcome outcome, Database database, long epoch) {
    if (!(outcome instanceof Outcome.Played(var rounds))) return;
    try {
      int rate = (int) Math.round(rounds.getLast().rate());
      NodeLeases.measured(database.dataSource(), epoch, rate);
    } catch (SQLException e) {
      LOG.warn("the capacity of this node was measured and could not be noted", e);
    }
  }

  private static void hear(Round round, Consumer<String> news) {
    String words =
        String.format(
            Locale.ROOT, "%,.0f orders/s, p99 %d ms", round.rate(), round.p99().toMillis());
    LOG.debug("warm-up: {}, compiler {} ms", words, round.compiled().toMillis());
    news.accept(words);
  }

  private static Outcome failed(Exception e) {
    LOG.warn("warm-up failed; the node starts cold", e);
    return new Outcome.Failed(String.valueOf(e.getMessage()));
  }
}
