package id.kuota.engine.entity;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
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
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The events of one entity in the journal, for one incarnation of it. Speaks the protocol of
 * Pekko's journals, so that every plugin understands it: {@code JournalProtocol} of
 * pekko-persistence. Its answers come to the entity as messages, which {@link #hear} explains. Not
 * thread-safe.
 *
 * @param <E> the events of the entity
 */
final class EventStream<E> {

  /** What an answer of the journal means. */
  sealed interface Heard<E> {

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

  private final String persistenceId;
  private final ActorRef entity;
  private final ActorRef journal;
  private String writer = "";
  private int incarnation;
  private long number;
  private int unwritten;
  private boolean isUnread;

  EventStream(String persistenceId, ActorRef entity, ActorSystem<?> system) {
    this.persistenceId = persistenceId;
    this.entity = entity;
    this.journal = system.registerExtension(Journal.ID).actor;
  }

  String persistenceId() {
    return persistenceId;
  }

  /** Returns the number of the last event that was replayed or written; 0 for none. */
  long number() {
    return number;
  }

  /**
   * Asks for the events. What is still answered to an earlier question is ignored.
   *
   * @param after the event before the first one that is wanted; 0 for all of them
   */
  void read(long after) {
    begin(after);
    journal.tell(
        new JournalProtocol.ReplayMessages(
            after + 1, Long.MAX_VALUE, Long.MAX_VALUE, persistenceId, entity),
        entity);
  }

  /** Takes it that there is no event; the next write is rejected if there is one. */
  void beginUnread() {
    begin(0);
    isUnread = true;
  }

  /** Whether no event was read or written yet, though there may be some. */
  boolean isUnread() {
    return isUnread;
  }

  private void begin(long after) {
    incarnation++;
    writer = PROCESS + '-' + WRITERS.incrementAndGet();
    number = after;
    unwritten = 0;
    isUnread = false;
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
    PersistentEnvelope write = AtomicWrite.apply(seq(rows));
    journal.tell(
        new JournalProtocol.WriteMessages(seq(List.of(write)), entity, incarnation), entity);
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
      case JournalProtocol.ReplayMessagesFailure failure -> new Heard.Failed<>(failure.cause());
      case JournalProtocol.WriteMessageFailure failure ->
          failed(failure.actorInstanceId(), failure.cause());
      case JournalProtocol.WriteMessageRejected rejected ->
          rejected(rejected.actorInstanceId(), rejected.cause());
      default -> new Heard.Nothing<>(); // About the group of writes; each is answered by itself.
    };
  }

  private Heard<E> written(JournalProtocol.WriteMessageSuccess success) {
    if (success.actorInstanceId() != incarnation || unwritten == 0) return new Heard.Nothing<>();
    number = success.persistent().sequenceNr();
    unwritten--;
    isUnread = false;
    return unwritten == 0 ? new Heard.Written<>() : new Heard.Nothing<>();
  }

  private Heard<E> failed(int instance, Throwable cause) {
    if (instance != incarnation || unwritten == 0) return new Heard.Nothing<>();
    unwritten = 0;
    return new Heard.Failed<>(cause);
  }

  private Heard<E> rejected(int instance, Throwable cause) {
    if (instance != incarnation || !isUnread) return failed(instance, cause);
    unwritten = 0;
    return new Heard.Known<>();
  }

  /** An answer to a question that was given up comes late: its events do not follow on ours. */
  @SuppressWarnings("unchecked") // The journal returns what the entities of this type have written.
  private Heard<E> replayed(PersistentRepr row) {
    if (row.sequenceNr() <= number) return new Heard.Nothing<>();
    if (row.sequenceNr() != number + 1) return missing(row.sequenceNr());
    number = row.sequenceNr();
    return new Heard.Replayed<>((E) row.payload());
  }

  private Heard<E> ended(long highest) {
    return highest > number ? missing(highest) : new Heard.ReadToEnd<>();
  }

  private Heard<E> missing(long found) {
    return new Heard.Failed<>(
        new IllegalStateException(
            "%s: event %d came after event %d".formatted(persistenceId, found, number)));
  }
}
