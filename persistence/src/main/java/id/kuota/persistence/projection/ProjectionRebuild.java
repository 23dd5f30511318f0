package id.kuota.persistence.projection;

import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * A rebuild of a projection's tables from the journal, beside those in use; it exchanges the two
 * when it has caught up. Tables with many indexes get most of them when the rows are there.
 *
 * <p>The new tables lie in a schema {@code <name>_rebuild}, with a position of their own. A batch
 * of it is like a batch of the projection itself. At the end it takes the projection's turn, so
 * that no other node moves; applies the last rows; and in the same transaction renames the schemas
 * and moves the projection to where the new tables stand. Readers see the old tables or the new
 * ones, whole.
 *
 * <p>Safe to break off: half-built tables serve no reader, and the next rebuild begins with their
 * removal. Safe to run twice: both would work on the same tables, and the position lets one
 * through.
 */
public final class ProjectionRebuild {

  /** How long the exchange waits for the loop's turn, and for reports that are being read. */
  private static final String LOCK_TIMEOUT = "2s";

  /** The exchange is tried so often before it gives up: long reports may be in its way. */
  private static final int EXCHANGE_ATTEMPTS = 10;

  /**
   * More than a node takes at once: a rebuild is in no hurry to be seen, and round trips add up.
   */
  private static final int BATCH_ROWS = 10_000;

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final DataSource database;
  private final JournalReader tail;
  private final LongSupplier nanoTime;

  public ProjectionRebuild(DataSource database) {
    this(database, BATCH_ROWS, System::nanoTime);
  }

  ProjectionRebuild(DataSource database, int batchRows, LongSupplier nanoTime) {
    this.database = database;
    this.tail = new JournalReader(new JournalCodec(), batchRows);
    this.nanoTime = nanoTime;
  }

  /** Returns the names of the projections that there are. */
  public static List<String> names() {
    return Projections.all().stream().map(ReadModel::name).toList();
  }

  /**
   * Rebuilds a projection. Takes as long as reading the whole journal; nodes may go on meanwhile.
   *
   * @return how many rows of the journal are in the new tables
   * @throws IllegalArgumentException if there is no such projection
   * @throws SQLException if the database is in trouble; the tables in use are as they were
   */
  public long run(String name, RebuildProgress progress) throws SQLException {
    ReadModel model =
        Projections.all().stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no projection " + name + ", only " + names()));
    return new Run(model, progress, nanoTime.getAsLong()).run();
  }

  /** One rebuild. */
  private final class Run {

    private final String name;
    private final String fresh;
    private final ProjectionBatch batch;
    private final Set<String> indexedLast;
    private final RebuildProgress progress;
    private final long startNanos;
    private long total;

    Run(ReadModel model, RebuildProgress progress, long startNanos) {
      this.name = model.name();
      this.fresh = model.name() + "_rebuild";
      this.batch = new ProjectionBatch(database, model, tail, fresh, fresh, "rebuild");
      this.indexedLast = model.indexedLast();
      this.progress = progress;
      this.startNanos = startNanos;
    }

    long run() throws SQLException {
      total = RebuildTables.begin(database, name, fresh, indexedLast);
      report();
      catchUp();
      RebuildTables.index(database, name, fresh, indexedLast, progress);
      catchUp();
      exchange();
      return report();
    }

    private void catchUp() throws SQLException {
      ProjectionBatch.Outcome outcome = batch.run();
      while (outcome != ProjectionBatch.Outcome.NOTHING
          && outcome != ProjectionBatch.Outcome.APPLIED) {
        if (outcome == ProjectionBatch.Outcome.ELSEWHERE) {
          throw new ProjectionFailedException("another rebuild of %s is running".formatted(name));
        }
        report();
        outcome = batch.run();
      }
    }

    private void exchange() throws SQLException {
      for (int attempt = 1; ; attempt++) {
        try {
          exchangeOnce();
          return;
        } catch (SQLException e) {
          if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempt == EXCHANGE_ATTEMPTS) throw e;
        } catch (ProjectionFailedException e) {
          if (attempt == EXCHANGE_ATTEMPTS) throw e;
          catchUp(); // An event came that must be passed over: a step of its own does that.
        }
      }
    }

    private void exchangeOnce() throws SQLException {
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
          RebuildTables.limitWaiting(connection, LOCK_TIMEOUT);
          OffsetTable.awaitTurn(connection, name);
          catchUpWith(connection, OffsetTable.read(connection, name).position());
          RebuildTables.exchange(connection, name, fresh);
          connection.commit();
          committed = true;
        } finally {
          if (!committed) {
            connection.rollback();
          }
        }
      }
    }

    /** Goes at least as far as the tables in use, or their readers would see time go back. */
    private void catchUpWith(Connection connection, JournalPosition inUse) throws SQLException {
      while (OffsetTable.read(connection, fresh).position().compareTo(inUse) < 0) {
        switch (batch.applyNext(connection)) {
          case MORE, APPLIED -> {}
          case ELSEWHERE ->
              throw new ProjectionFailedException(
                  "another rebuild of %s is running".formatted(name));
          case NOTHING ->
              throw new IllegalStateException("rows up to %s were applied before".formatted(inUse));
        }
      }
    }

    private long report() throws SQLException {
      long done = RebuildTables.applied(database, List.of(fresh, name));
      double seconds = (nanoTime.getAsLong() - startNanos) / 1e9;
      progress.at(done, Math.max(total, done), seconds > 0 ? done / seconds : 0);
      return done;
    }
  }
}
