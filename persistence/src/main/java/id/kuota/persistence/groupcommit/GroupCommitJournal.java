package id.kuota.persistence.groupcommit;

import com.typesafe.config.Config;
import id.kuota.engine.entity.UnreadStreams;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.SpanCarrier;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.persistence.lease.SystemLease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalDao;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.scaladsl.Source;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Failure;
import scala.util.Success;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The journal of Kuota as pekko-persistence-jdbc sees it: named in its setting {@code dao}, made by
 * reflection with this constructor. Turns Scala's types into ours and back; the rest is in {@link
 * JournalWriter}, {@link Recoveries} and {@link EventReplay}.
 */
public final class GroupCommitJournal implements JournalDao {

  private static final Try<BoxedUnit> WRITTEN = new Success<>(BoxedUnit.UNIT);

  private final EventRows rows;
  private final JournalWriter writer;
  private final Recoveries recoveries;
  private final EventReplay replay;

  /** By entity: one that starts anew reads what the incarnation before it has not yet written. */
  private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  /** Called by the plugin; Slick's database is not used. */
  public GroupCommitJournal(
      JdbcBackend.JdbcDatabaseDef database,
      JdbcProfile profile,
      JournalConfig journalConfig,
      Serialization serialization,
      ExecutionContext dispatcher,
      Materializer materializer) {
    ActorSystem system = serialization.system();
    Config config = system.settings().config();
    GroupCommitLimits limits = GroupCommitLimits.read(config);
    Telemetry telemetry = Telemetry.of(Adapter.toTyped(system));
    JournalConnections connections = JournalConnections.open(config, limits, telemetry);
    this.rows = new EventRows(serialization);
    this.writer =
        new JournalWriter(
            connections,
            limits,
            new JournalMetrics(telemetry),
            SystemLease.of(Adapter.toTyped(system)));
    this.recoveries = new Recoveries(connections.readers(), limits);
    this.replay =
        new EventReplay(
            recoveries, new EventPages(connections.readers(), limits.pageRows()), rows, limits);
    JournaledOrders.of(Adapter.toTyped(system)).askIn(recoveries);
    UnreadStreams.of(Adapter.toTyped(system)).areChecked();
    system.registerOnTermination(
        () -> {
          writer.close();
          recoveries.close();
          replay.close();
          connections.close();
        });
  }

  @Override
  public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> writes) {
    return FutureConverters.asScala(write(writes));
  }

  /**
   * Writes what one entity has decided. Never blocks.
   *
   * @return completes when it is in the journal, with an answer for each write: one that cannot be
   *     serialized is not written, nor is one of an entity that has not read its stream and has one
   */
  CompletableFuture<Seq<Try<BoxedUnit>>> write(Seq<AtomicWrite> writes) {
    var results = new ArrayList<Try<BoxedUnit>>(1);
    long millis = System.currentTimeMillis();
    String entity = writes.head().persistenceId();
    CompletableFuture<Void> written =
        writer.write(() -> serialize(writes, millis, results), request(writes));
    underWay.put(entity, written);
    return PlainFailure.of(
        written
            .exceptionally(failure -> reject(results, failure))
            .whenComplete((_, _) -> underWay.remove(entity, written))
            .thenApply(_ -> CollectionConverters.asScala(results).toSeq()));
  }

  private static @Nullable Void reject(List<Try<BoxedUnit>> results, Throwable failure) {
    if (!(failure instanceof KnownStreamException known)) throw new CompletionException(failure);
    results.replaceAll(_ -> new Failure<>(known));
    return null;
  }

  /** Returns what its entity has put beside the first event: see {@link SpanCarrier}. */
  private static Span request(Seq<AtomicWrite> writes) {
    Object event = writes.head().payload().head().payload();
    return SpanCarrier.take(event);
  }

  /**
   * Returns the rows of one call; all its writes come from one entity, and are one row nearly
   * always.
   *
   * @param millis the time of the events
   * @param results is given the answer for each write, for the case that the rows are written
   */
  private List<EventRow> serialize(
      Seq<AtomicWrite> writes, long millis, List<Try<BoxedUnit>> results) {
    var toWrite = new ArrayList<EventRow>();
    for (AtomicWrite write : CollectionConverters.asJava(writes)) {
      try {
        toWrite.addAll(rows.serialize(write, millis));
        results.add(WRITTEN);
      } catch (Exception unserializable) { // Scala's serializers throw checked ones undeclared.
        results.add(new Failure<>(unserializable)); // The event is rejected, not the journal.
      }
    }
    return toWrite;
  }

  @Override
  public Future<Object> highestSequenceNr(String persistenceId, long fromSequenceNr) {
    return FutureConverters.asScala(
        highest(persistenceId, Math.max(0, fromSequenceNr)).thenApply(number -> (Object) number));
  }

  /**
   * Returns the number of an entity's last event, once what is under way for it has its outcome; 0
   * for an entity that the journal does not know. Never blocks.
   *
   * @param before the event before those that will be replayed; 0 for all of them
   */
  CompletableFuture<Long> highest(String persistenceId, long before) {
    CompletableFuture<Void> last = underWay.get(persistenceId);
    return PlainFailure.of(
        last == null
            ? recoveries.highest(persistenceId, before)
            : last.handle((_, _) -> persistenceId) // Also of one that fails the outcome is known.
                .thenCompose(id -> recoveries.highest(id, before)));
  }

  @Override
  public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messages(
      String persistenceId, long fromSequenceNr, long toSequenceNr, long max) {
    throw noStreams();
  }

  @Override
  public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messagesWithBatch(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      int batchSize,
      Option<Tuple2<FiniteDuration, Scheduler>> refreshInterval) {
    throw noStreams();
  }

  private static UnsupportedOperationException noStreams() {
    return new UnsupportedOperationException("this journal is replayed by KuotaJournal only");
  }

  /** See {@link EventReplay#replay}. */
  CompletableFuture<Void> replay(
      String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replayed) {
    return replay.replay(persistenceId, from, to, max, replayed);
  }

  @Override
  public Future<BoxedUnit> delete(String persistenceId, long toSequenceNr) {
    return replay.delete(persistenceId, toSequenceNr);
  }
}
