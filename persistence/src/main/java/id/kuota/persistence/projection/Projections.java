package id.kuota.persistence.projection;

import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.telemetry.Traces;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The projections of one node. Every node starts all of them, each with a thread and a position of
 * its own; of each, one node at a time has the turn, goes on, and is named in the table; another
 * takes over when it stands still. Thread-safe.
 */
public final class Projections implements AutoCloseable {

  private static final String LIST =
      """
      SELECT p.name, p.tx_id::text::bigint, p.ordering, p.applied, p.state, p.failure,
             p.node, p.node_since,
             (SELECT count(*) FROM (
                SELECT 1 FROM event_journal j
                WHERE (j.tx_id, j.ordering) > (p.tx_id, p.ordering) LIMIT ?) waiting)
      FROM projection p
      ORDER BY p.name
      """;

  private final List<ProjectionLoop> loops;

  private Projections(List<ProjectionLoop> loops) {
    this.loops = List.copyOf(loops);
  }

  /** Starts the loops of this node, which report nothing. */
  public static Projections start(DataSource database, String node) {
    return start(database, node, Telemetry.NONE, Traces.NONE, Clock.systemUTC());
  }

  /**
   * Starts the loops of this node; each has a thread and, while it works, a connection.
   *
   * @param node the name of this node in the table, like its address
   * @param traces takes the spans of the requests whose events are applied
   * @param clock by which the lag is reported
   */
  public static Projections start(
      DataSource database, String node, Telemetry telemetry, Traces traces, Clock clock) {
    var tail = new JournalReader(new JournalCodec(), JournalReader.BATCH_ROWS);
    return new Projections(
        all().stream()
            .map(
                model ->
                    ProjectionLoop.start(
                        database,
                        new ProjectionBatch(
                            database, model, tail, model.name(), model.name(), node, traces),
                        new ProjectionMetrics(
                            telemetry,
                            model.name(),
                            new ProjectionLag(database, model.name(), clock))))
            .toList());
  }

  static List<ReadModel> all() {
    return List.of(new SalesTables(), new WakeTables(), new OrderTables());
  }

  /** Hints that the journal has grown, so that no loop waits for its next poll. May be lost. */
  public void poke() {
    loops.forEach(ProjectionLoop::poke);
  }

  /**
   * Returns whether every loop of this node runs; one that stands at an event it cannot apply does
   * not.
   */
  public boolean isRunning() {
    return loops.stream().allMatch(ProjectionLoop::isRunning);
  }

  /** Lets the steps that run come to their end; the pool must still be open. */
  @Override
  public void close() {
    loops.forEach(ProjectionLoop::close);
  }

  /**
   * Returns how all projections do, wherever they run; also those that are being rebuilt.
   *
   * @throws SQLException if the database does not answer
   */
  public static List<ProjectionStatus> list(DataSource database, Clock clock) throws SQLException {
    var now = clock.instant();
    var statuses = new ArrayList<ProjectionStatus>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setLong(1, ProjectionStatus.ROWS_BEHIND_MAX);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          String name = result.getString(1);
          long behind = result.getLong(9);
          statuses.add(
              new ProjectionStatus(
                  name,
                  new JournalPosition(result.getLong(2), result.getLong(3)),
                  result.getLong(4),
                  behind,
                  Freshness.read(connection, name, now).lag(),
                  state(result.getString(5), behind),
                  Optional.ofNullable(result.getString(6)),
                  running(result)));
        }
      }
    }
    return statuses;
  }

  private static Optional<ProjectionStatus.Running> running(ResultSet result) throws SQLException {
    String node = result.getString(7);
    return node == null
        ? Optional.empty()
        : Optional.of(
            new ProjectionStatus.Running(
                node, result.getObject(8, OffsetDateTime.class).toInstant()));
  }

  private static ProjectionStatus.State state(String word, long behind) {
    return switch (word) {
      case "retrying" -> ProjectionStatus.State.RETRYING;
      case "failed" -> ProjectionStatus.State.FAILED;
      default ->
          behind == 0 ? ProjectionStatus.State.UP_TO_DATE : ProjectionStatus.State.CATCHING_UP;
    };
  }
}
