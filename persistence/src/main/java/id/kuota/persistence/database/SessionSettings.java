package id.kuota.persistence.database;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings of the server for one kind of session. They are set by the first statement of each
 * connection, not by the startup parameter {@code options}, which PgBouncer refuses.
 *
 * <p>A node that stands still, or is cut off, keeps its connections. The server ends those that
 * hold something others wait for:
 *
 * <ul>
 *   <li>a transaction whose client sends nothing, after {@link #SILENT_TRANSACTION};
 *   <li>an answer that the client does not take, after {@link #UNTAKEN_ANSWER}. PostgreSQL cancels
 *       no statement while it sends, so the network has to end this one;
 *   <li>an idle connection of a machine that is gone, after {@link #GONE_PEER}. It holds no lock,
 *       only one of the server's places.
 * </ul>
 *
 * @param values names and values, with units of their own where the server expects them
 */
public record SessionSettings(Map<String, String> values) {

  /** No lock of a node that stands still lives longer, once its statement has ended. */
  public static final Duration LOCK_MAX = Duration.ofSeconds(5);

  static final Duration SILENT_TRANSACTION = LOCK_MAX.minusSeconds(1);
  static final Duration UNTAKEN_ANSWER = LOCK_MAX.minusSeconds(1);

  private static final Duration PROBE_AFTER = Duration.ofSeconds(10);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
  private static final int PROBES = 3;

  static final Duration GONE_PEER = PROBE_AFTER.plus(PROBE_EVERY.multipliedBy(PROBES));

  public SessionSettings {
    values = Map.copyOf(values);
  }

  /**
   * Returns the settings that every session has.
   *
   * @param statementTimeout after which the server cancels a statement
   */
  public static SessionSettings of(Duration statementTimeout) {
    return of(statementTimeout, SILENT_TRANSACTION, UNTAKEN_ANSWER);
  }

  /** Returns those of a session whose every wait ends within this time. */
  public static SessionSettings within(Duration time) {
    return of(time, time, time);
  }

  private static SessionSettings of(Duration statement, Duration silent, Duration untaken) {
    return new SessionSettings(
        Map.of(
            "statement_timeout", millis(statement),
            "idle_in_transaction_session_timeout", millis(silent),
            "tcp_user_timeout", millis(untaken),
            "tcp_keepalives_idle", Long.toString(PROBE_AFTER.toSeconds()),
            "tcp_keepalives_interval", Long.toString(PROBE_EVERY.toSeconds()),
            "tcp_keepalives_count", Integer.toString(PROBES)));
  }

  /** Returns these settings and some more. */
  public SessionSettings and(Map<String, String> more) {
    var all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new SessionSettings(all);
  }

  /** Returns the statement that a new connection executes first. */
  public String sql() {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            setting ->
                "set_config('%s', '%s', false)".formatted(setting.getKey(), setting.getValue()))
        .collect(Collectors.joining(", ", "SELECT ", ""));
  }

  private static String millis(Duration time) {
    return time.toMillis() + "ms";
  }
}
