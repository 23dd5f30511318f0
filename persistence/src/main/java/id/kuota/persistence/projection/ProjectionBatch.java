package id.kuota.persistence.projection;

import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.Traces;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

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

  private final DataSource database;
  private final ReadModel model;
  private final JournalReader tail;
  private final String name;
  private final String schema;
  private final String node;
  private final Traces traces;
  private final Standby standby = new Standby();
  private int applied;

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
    this.name = name;
    this.schema = schema;
  }

  String name() {
    return name;
  }

  /**
   * @throws ProjectionFailedException if the next rows cannot be applied, now or ever
   * @throws SQLException if the database is in trouble; nothing was applied
   */
  Outcome run() throws SQLException {
    applied = 0;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        Outcome outcome =
            OffsetTable.takeTurn(connection, name) ? applyNext(connection) : Outcome.ELSEWHERE;
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
    JournalReader.Batch batch = tail.read(connection, from, model.streams());
    JournalReader.End end = batch.end();
    if (end == null) return Outcome.NOTHING;
    spans = batch.traced().stream().map(this::applying).toList();
    ReadModel.Changes changes = model.fold(batch.rows());

    if (!OffsetTable.lock(connection, name, from)) {
      spans = List.of(); // Another node applies them.
      return Outcome.ELSEWHERE;
    }
    changes.write(connection, schema);
    OffsetTable.move(connection, name, end.position(), end.writtenAt(), end.rows(), node);
    applied = end.rows();
    return batch.isFull() ? Outcome.MORE : Outcome.APPLIED;
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
