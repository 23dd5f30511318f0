package id.kuota.http.node;

import id.kuota.http.node.warmup.Round;
import id.kuota.http.node.warmup.WarmUpTraffic;
import id.kuota.persistence.database.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
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

  /** How it went. */
  sealed interface Outcome {

    /** It was played to its end. */
    record Played(List<Round> rounds) implements Outcome {}

    /** It could not be played. */
    record Failed(String reason) implements Outcome {}

    default String inWords() {
      return switch (this) {
        case Played(var rounds) ->
            "%,d orders, the last with a p99 of %d ms"
                .formatted(
                    rounds.stream().mapToInt(Round::orders).sum(),
                    rounds.getLast().p99().toMillis());
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
