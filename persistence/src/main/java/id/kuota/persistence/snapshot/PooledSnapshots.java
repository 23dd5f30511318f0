package id.kuota.persistence.snapshot;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariDataSource;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.persistence.database.ConfiguredPool;
import id.kuota.persistence.database.PoolMetrics;
import id.kuota.persistence.database.SessionSettings;
import id.kuota.persistence.lease.SystemLease;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.config.SnapshotConfig;
import org.apache.pekko.persistence.jdbc.snapshot.dao.SnapshotDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import scala.Option;
import scala.Tuple2;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.jdk.javaapi.OptionConverters;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The snapshots of Kuota as pekko-persistence-jdbc sees them: named in its setting {@code dao},
 * made by reflection with this constructor. Whatever is asked is done by {@link SnapshotThreads};
 * the caller, an actor, only gets a future.
 */
public final class PooledSnapshots implements SnapshotDao {

  private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.read.db";
  private static final long ANY = Long.MAX_VALUE;

  /** What is done to the table. */
  private interface Change {
    void run() throws SQLException;
  }

  private final SystemLease lease;
  private final SnapshotRows rows;
  private final SnapshotTable table;
  private final SnapshotThreads threads;

  /** Called by the plugin; Slick's database is not used. */
  public PooledSnapshots(
      JdbcBackend.JdbcDatabaseDef database,
      JdbcProfile profile,
      SnapshotConfig snapshotConfig,
      Serialization serialization,
      ExecutionContext dispatcher,
      Materializer materializer) {
    ActorSystem system = serialization.system();
    Config config = system.settings().config();
    this.lease = SystemLease.of(Adapter.toTyped(system));
    SnapshotLimits limits = SnapshotLimits.read(config);
    HikariDataSource connections =
        ConfiguredPool.open(
            "kuota-snapshots",
            limits.threads(),
            1,
            config.getConfig(DATABASE),
            SessionSettings.of(limits.statementTimeout()),
            new PoolMetrics(Telemetry.of(Adapter.toTyped(system)), "snapshots"));
    this.rows = new SnapshotRows(serialization);
    this.table = new SnapshotTable(connections);
    this.threads = new SnapshotThreads(limits);
    system.registerOnTermination(
        () -> {
          threads.close();
          connections.close(); // What still runs fails by this.
        });
  }

  /**
   * The state is read by another thread while its entity goes on. That is safe since a state is a
   * value: a quota's consists of records, with hash tries of which the entity makes a new version
   * for each change; and the queue of the threads hands it over in order.
   */
  @Override
  public Future<BoxedUnit> save(SnapshotMetadata about, Object state) {
    return change(() -> table.save(rows.serialize(about, state), lease.fence()));
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> latestSnapshot(String persistenceId) {
    return newest(persistenceId, ANY, ANY);
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxTimestamp(
      String persistenceId, long maxTimestamp) {
    return newest(persistenceId, ANY, maxTimestamp);
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNr(
      String persistenceId, long maxSequenceNr) {
    return newest(persistenceId, maxSequenceNr, ANY);
  }

  @Override
  public Future<Option<Tuple2<SnapshotMetadata, Object>>> snapshotForMaxSequenceNrAndMaxTimestamp(
      String persistenceId, long maxSequenceNr, long maxTimestamp) {
    return newest(persistenceId, maxSequenceNr, maxTimestamp);
  }

  @Override
  public Future<BoxedUnit> delete(String persistenceId, long sequenceNr) {
    return change(() -> table.delete(persistenceId, sequenceNr));
  }

  @Override
  public Future<BoxedUnit> deleteAllSnapshots(String persistenceId) {
    return change(() -> table.deleteUpTo(persistenceId, ANY, ANY));
  }

  @Override
  public Future<BoxedUnit> deleteUpToMaxSequenceNr(String persistenceId, long maxSequenceNr) {
    return change(() -> table.deleteUpTo(persistenceId, maxSequenceNr, ANY));
  }

  @Override
  public Future<BoxedUnit> deleteUpToMaxTimestamp(String persistenceId, long maxTimestamp) {
    return change(() -> table.deleteUpTo(persistenceId, ANY, maxTimestamp));
  }

  @Override
  public Future<BoxedUnit> deleteUpToMaxSequenceNrAndMaxTimestamp(
      String persistenceId, long maxSequenceNr, long maxTimestamp) {
    return change(() -> table.deleteUpTo(persistenceId, maxSequenceNr, maxTimestamp));
  }

  private Future<Option<Tuple2<SnapshotMetadata, Object>>> newest(
      String persistenceId, long maxSequenceNr, long maxTimestamp) {
    return blocking(
        () ->
            OptionConverters.toScala(
                table.newest(persistenceId, maxSequenceNr, maxTimestamp).map(rows::deserialize)));
  }

  private Future<BoxedUnit> change(Change change) {
    return blocking(
        () -> {
          change.run();
          return BoxedUnit.UNIT;
        });
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return FutureConverters.asScala(threads.run(work));
  }
}
