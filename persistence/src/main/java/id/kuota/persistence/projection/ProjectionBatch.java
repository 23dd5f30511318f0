package id.kuota.persistence.projection;

import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.Traces;
import id.kuota.persistence.log.PersistenceLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step of a projection: reads a batch of the journal, writes what it changes, and moves on, all
 * in one transaction. So every row is applied exactly once, also when the process dies in between.
 *
 * <p>The steps have an order for a reason. A transaction that writes or locks a row has an id, and
 * while it runs, the watermark below which the journal may be read stalls: for all readers, and for
 * its own reads. So this one takes its turn by an advisory lock, which needs no id; reads and folds
 * the batch, which needs none either; and only then locks its row in {@code projection}, makes sure
 * that it still stands where the batch begins, writes and commits. The id lives for these few
 * statements. The row lock decides; the advisory lock saves other nodes from reading in vain.
 *
 * <p>A batch that cannot be applied is halved until the event that is to blame stands alone, with
 * all before it applied. There it ends, unless an operator has allowed to pass over this event: see
 * {@link SkippedEvents}.
 */
final class ProjectionBatch {

  /** What a step found. */
  enum Outcome {
    /** Rows were applied, and more wait. */
    MORE,
    /** Rows were applied, all that there were. */
    APPLIED,
    /** Nothing new. */
    NOTHING,
    /** Another node has the turn, or applies this projection. */
    ELSEWHERE
  }

  private static final Logger log = LoggerFactory.getLogger(ProjectionBatch.class);

  private final DataSource database;
  private final ReadModel model;
  private final JournalReader tail;
  private final String name;
  private final String schema;
  private final String node;
  private final Traces traces;
  private final Standby standby = new Standby();
  private int applied;

  /** Rows that the next step takes at most. */
  private int limit;

  /** Where the rows begin that the latest step has tried to apply; null if it read none. */
  private @Nullable JournalPosition tried;

  /** Those of the requests whose events the batch applies, until it has ended. */
  private List<Span> spans = List.of();

  /** Creates a step whose work is for no traced request. */
  ProjectionBatch(
      DataSource database,
      ReadModel model,
      JournalReader tail,
      String name,
      String schema,
      String node) {
    this(database, model, tail, name, schema, node, Traces.NONE);
  }

  /**
   * @param name the row in {@code projection}
   * @param schema where the tables are
   * @param node the name of this node, for those who look
   * @param traces takes the spans of the requests whose events are applied
   */
  ProjectionBatch(
      DataSource database,
      ReadModel model,
      JournalReader tail,
      String name,
      String schema,
      String node,
      Traces traces) {
    this.traces = traces;
    this.node = node;
    this.database = database;
    this.model = model;
    this.tail = tail;
    this.limit = tail.limit();
    this.name = name;
    this.schema = schema;
  }

  String name() {
    return name;
  }

  /**
   * @throws ProjectionFailedException if the next row cannot be applied, now or ever; names it
   * @throws SQLException if the database is in trouble; nothing was applied
   */
  Outcome run() throws SQLException {
    try {
      Outcome outcome = step(this::applyNext);
      if (applied > 0) limit = Math.min(2 * limit, tail.limit());
      return outcome;
    } catch (ProjectionFailedException e) {
      JournalPosition from = tried;
      if (from == null) throw e; // No event is to blame.
      if (limit == 1) return step(connection -> passOver(connection, from, e));
      limit /= 2;
      return Outcome.MORE;
    }
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  private interface Step {
    Outcome run(Connection connection) throws SQLException;
  }

  private Outcome step(Step step) throws SQLException {
    applied = 0;
    tried = null;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        Outcome outcome =
            OffsetTable.takeTurn(connection, name) ? step.run(connection) : Outcome.ELSEWHERE;
        connection.commit();
        committed = true;
        return outcome;
      } finally {
        if (!committed) {
          spans.forEach(span -> span.fail("rolled back"));
          connection.rollback();
        }
        spans.forEach(Span::end);
        spans = List.of();
      }
    }
  }

  /** Returns how many rows the latest {@link #run} has applied, if it has not failed. */
  int applied() {
    return applied;
  }

  /** Applies the next batch, in the transaction of the caller, whose turn it is. */
  Outcome applyNext(Connection connection) throws SQLException {
    OffsetTable.Cursor cursor = OffsetTable.read(connection, name);
    JournalPosition from = cursor.position();
    if (cursor.isOfAnother(node) && isInGoodHands(connection, from)) return Outcome.ELSEWHERE;
    tried = from;
    JournalReader.Batch batch = tail.read(connection, from, model.streams(), limit);
    JournalReader.End end = batch.end();
    if (end == null) return Outcome.NOTHING;
    spans = batch.traced().stream().map(this::applying).toList();
    ReadModel.Changes changes = fold(batch.rows());

    if (!OffsetTable.lock(connection, name, from)) {
      spans = List.of(); // Another node applies them.
      return Outcome.ELSEWHERE;
    }
    write(connection, changes);
    OffsetTable.move(connection, name, end.position(), end.writtenAt(), end.rows(), node);
    applied = end.rows();
    return batch.isFull() ? Outcome.MORE : Outcome.APPLIED;
  }

  /** A fault in the folding is the fault of an event: it would be met again and again. */
  private ReadModel.Changes fold(List<JournalRow> rows) {
    try {
      return model.fold(rows);
    } catch (ProjectionFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ProjectionFailedException("it cannot be understood: " + e, e);
    }
  }

  private void write(Connection connection, ReadModel.Changes changes) throws SQLException {
    try {
      changes.write(connection, schema);
    } catch (SQLException e) {
      if (!isRefusal(e)) throw e;
      throw new ProjectionFailedException("the tables refuse it: " + e.getMessage(), e);
    }
  }

  /** Whether the database is well and refuses the data: classes 22 and 23 of SQL's states. */
  private static boolean isRefusal(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }

  /** Goes on behind the one event that cannot be applied, if that was allowed. */
  private Outcome passOver(
      Connection connection, JournalPosition from, ProjectionFailedException failure)
      throws SQLException {
    if (!OffsetTable.read(connection, name).position().equals(from)) return Outcome.ELSEWHERE;
    JournalReader.Head event = JournalReader.next(connection, from).orElseThrow(() -> failure);
    if (!SkippedEvents.isAllowed(connection, model.name(), event)) throw failure.at(event);
    if (!OffsetTable.lock(connection, name, from)) return Outcome.ELSEWHERE;
    SkippedEvents.markSeen(connection, schema, model, event);
    OffsetTable.move(connection, name, event.position(), event.writtenAt(), 1, node);
    applied = 1;
    PersistenceLog.PROJECTION_SKIPPED.log(log, name, event.toString(), failure.getMessage());
    return Outcome.MORE;
  }

  private Span applying(CallContext event) {
    return traces.arrived(event).child("projection " + name);
  }

  /** So that one node goes on, and nodes do not change places from batch to batch. */
  private boolean isInGoodHands(Connection connection, JournalPosition from) throws SQLException {
    if (tail.hasMore(connection, from)) return !standby.takesOver(from, System.nanoTime());
    standby.rest();
    return true;
  }
}
