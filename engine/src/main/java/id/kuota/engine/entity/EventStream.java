package id.kuota.engine.entity;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.telemetry.EngineLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The events of one entity in the journal, and its snapshots beside them. Speaks the protocol of
 * Pekko's journals, so that every plugin understands it: {@code JournalProtocol} of
 * pekko-persistence, {@code SnapshotProtocol} for the store. Its answers come to the entity as
 * messages, which {@link #hear} explains. Not thread-safe.
 *
 * @param <E> the events of the entity
 */
final class EventStream<E> {

  /** What an answer of the journal means. */
  sealed interface Heard<E> {

    /** The state that the next events follow on, from a snapshot. */
    record Began<E>(Object state) implements Heard<E> {}

    /** The next event of the stream. */
    record Replayed<E>(E event) implements Heard<E> {}

    /** The stream has no more events. */
    record ReadToEnd<E>() implements Heard<E> {}

    /** All events of the last write are in the journal. */
    record Written<E>() implements Heard<E> {}

    /** Nothing was written: the stream has events that were not read. */
    record Known<E>() implements Heard<E> {}

    /** What was asked last did not happen, or it is not known whether it did. */
    record Failed<E>(Throwable cause) implements Heard<E> {}

    /** Says nothing new. */
    record Nothing<E>() implements Heard<E> {}
  }

  /** What is answered next; every other answer is to a question that was given up. */
  private enum Asked {
    NOTHING,
    SNAPSHOT,
    EVENTS,
    WRITE
  }

  /** The journal of a system, looked up once. */
  private static final class Journal implements Extension {

    static final ExtensionId<Journal> ID =
        new ExtensionId<>() {
          @Override
          public Journal createExtension(ActorSystem<?> system) {
            return new Journal(system);
          }
        };

    final ActorRef actor;

    private Journal(ActorSystem<?> system) {
      this.actor = Persistence.get(Adapter.toClassic(system)).journalFor("", ConfigFactory.empty());
    }
  }

  /** Writers of this process have a name that no writer ever had. */
  private static final String PROCESS = UUID.randomUUID().toString();

  private static final AtomicLong WRITERS = new AtomicLong();

  private static final Logger log = LoggerFactory.getLogger(EventStream.class);

  private final String persistenceId;
  private final ActorRef entity;
  private final ActorRef journal;
  private final Optional<Integer> snapshotEvery;
  private final @Nullable EntitySnapshots snapshots;
  private String writer = "";
  private int incarnation;
  private long number;
  private int unwritten;
  private boolean isUnread;
  private Asked asked = Asked.NOTHING;

  /**
   * Creates a stream that nothing is asked of yet.
   *
   * @param snapshotEvery events between two snapshots; empty for none
   */
  EventStream(
      String persistenceId,
      ActorRef entity,
      ActorSystem<?> system,
      Optional<Integer> snapshotEvery) {
    this.persistenceId = persistenceId;
    this.entity = entity;
    this.journal = system.registerExtension(Journal.ID).actor;
    this.snapshotEvery = snapshotEvery;
    this.snapshots = snapshotEvery.isPresent() ? EntitySnapshots.of(system) : null;
  }

  String persistenceId() {
    return persistenceId;
  }

  /** Returns the number of the last event that was replayed or written; 0 for none. */
  long number() {
    return number;
  }

  /**
   * Asks for the events, behind the latest snapshot if there are snapshots. What is still answered
   * to an earlier question is ignored.
   */
  void read() {
    begin();
    if (snapshots == null) {
      readAfter(0);
    } else {
      asked = Asked.SNAPSHOT;
      snapshots.load(persistenceId, entity);
    }
  }

  private void readAfter(long event) {
    number = event;
    asked = Asked.EVENTS;
    journal.tell(
        new JournalProtocol.ReplayMessages(
            event + 1, Long.MAX_VALUE, Long.MAX_VALUE, persistenceId, entity),
        entity);
  }

  /** Takes it that there is no event; the next write is rejected if there is one. */
  void beginUnread() {
    begin();
    isUnread = true;
  }

  /** Whether no event was read or written yet, though there may be some. */
  boolean isUnread() {
    return isUnread;
  }

  private void begin() {
    incarnation++;
    writer = PROCESS + '-' + WRITERS.incrementAndGet();
    number = 0;
    unwritten = 0;
    isUnread = false;
    asked = Asked.NOTHING;
  }

  /** Has the next events written, all of them or none. There is one write at a time. */
  void write(List<E> events) {
    var rows = new ArrayList<PersistentRepr>(events.size());
    for (E event : events) {
      long place = number + rows.size() + 1;
      PersistentRepr row =
          PersistentRepr.apply(event, place, persistenceId, "", false, ActorRef.noSender(), writer);
      rows.add(isUnread ? row.withMetadata(UnreadStreams.Mark.UNREAD) : row);
    }
    unwritten = rows.size();
    asked = Asked.WRITE;
    PersistentEnvelope write = AtomicWrite.apply(seq(rows));
    journal.tell(
        new JournalProtocol.WriteMessages(seq(List.of(write)), entity, incarnation), entity);
  }

  /**
   * Has a state stored when a snapshot is due; see {@link EntitySnapshots#written}.
   *
   * @param written how many events of the last write have led to it
   */
  void storeAside(Object state, int written) {
    if (snapshots == null) return;
    snapshots.written(persistenceId, snapshotEvery.orElseThrow(), written, number, state);
  }

  /** Explains an answer of the snapshot store. */
  Heard<E> hear(SnapshotProtocol.Response response) {
    if (asked != Asked.SNAPSHOT) return new Heard.Nothing<>();
    if (response instanceof SnapshotProtocol.LoadSnapshotResult found
        && found.snapshot().isDefined()) {
      readAfter(found.snapshot().get().metadata().sequenceNr());
      return new Heard.Began<>(found.snapshot().get().snapshot());
    }
    // Events are never deleted, so a snapshot that cannot be read costs time, nothing else.
    if (response instanceof SnapshotProtocol.LoadSnapshotFailed failed) {
      EngineLog.SNAPSHOT_UNREAD.log(log, persistenceId, failed.cause().toString());
    }
    readAfter(0);
    return new Heard.Nothing<>();
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }

  /** Explains an answer of the journal. */
  Heard<E> hear(JournalProtocol.Response response) {
    return switch (response) {
      case JournalProtocol.WriteMessageSuccess written -> written(written);
      case JournalProtocol.ReplayedMessage replayed -> replayed(replayed.persistent());
      case JournalProtocol.RecoverySuccess end -> ended(end.highestSequenceNr());
      case JournalProtocol.ReplayMessagesFailure failure when asked == Asked.EVENTS ->
          failed(failure.cause());
      case JournalProtocol.WriteMessageFailure failure ->
          notWritten(failure.actorInstanceId(), failure.cause());
      case JournalProtocol.WriteMessageRejected rejected ->
          rejected(rejected.actorInstanceId(), rejected.cause());
      default -> new Heard.Nothing<>(); // About the group of writes; each is answered by itself.
    };
  }

  private Heard<E> written(JournalProtocol.WriteMessageSuccess success) {
    if (!isOfWrite(success.actorInstanceId())) return new Heard.Nothing<>();
    number = success.persistent().sequenceNr();
    unwritten--;
    isUnread = false;
    if (unwritten > 0) return new Heard.Nothing<>();
    asked = Asked.NOTHING;
    return new Heard.Written<>();
  }

  private boolean isOfWrite(int instance) {
    return asked == Asked.WRITE && instance == incarnation;
  }

  private Heard<E> notWritten(int instance, Throwable cause) {
    return isOfWrite(instance) ? failed(cause) : new Heard.Nothing<>();
  }

  private Heard<E> rejected(int instance, Throwable cause) {
    if (!isOfWrite(instance) || !isUnread) return notWritten(instance, cause);
    asked = Asked.NOTHING;
    return new Heard.Known<>();
  }

  private Heard<E> failed(Throwable cause) {
    asked = Asked.NOTHING;
    return new Heard.Failed<>(cause);
  }

  /** An answer to a question that was given up comes late: its events do not follow on ours. */
  @SuppressWarnings("unchecked") // The journal returns what the entities of this type have written.
  private Heard<E> replayed(PersistentRepr row) {
    if (asked != Asked.EVENTS || row.sequenceNr() <= number) return new Heard.Nothing<>();
    if (row.sequenceNr() != number + 1) return missing(row.sequenceNr());
    number = row.sequenceNr();
    return new Heard.Replayed<>((E) row.payload());
  }

  private Heard<E> ended(long highest) {
    if (asked != Asked.EVENTS) return new Heard.Nothing<>();
    if (highest > number) return missing(highest);
    asked = Asked.NOTHING;
    return new Heard.ReadToEnd<>();
  }

  private Heard<E> missing(long found) {
    return failed(
        new IllegalStateException(
            "%s: event %d came after event %d".formatted(persistenceId, found, number)));
  }
}
