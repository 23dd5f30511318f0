package id.kuota.persistence.groupcommit;

import id.kuota.engine.entity.UnreadStreams;
import java.util.List;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import scala.jdk.javaapi.CollectionConverters;

/** Turns events into rows and rows into events. Thread-safe. */
final class EventRows {

  private final Serialization serialization;

  EventRows(Serialization serialization) {
    this.serialization = serialization;
  }

  /**
   * Returns the rows of one atomic write. Throws whatever a serializer throws, checked exceptions
   * included (Scala does not declare them), and if there is none for the event.
   *
   * @param millis the time of its events
   * @throws UnsupportedOperationException if an event carries tags or metadata, which would be lost
   */
  List<EventRow> serialize(AtomicWrite write, long millis) {
    return CollectionConverters.asJava(write.payload()).stream()
        .map(event -> serialize(event, millis))
        .toList();
  }

  private EventRow serialize(PersistentRepr event, long millis) {
    Object payload = event.payload();
    boolean isUnread = event.metadata().contains(UnreadStreams.Mark.UNREAD);
    if (payload instanceof Tagged || (event.metadata().isDefined() && !isUnread)) {
      throw new UnsupportedOperationException(
          "this journal stores events without tags and metadata; %s has some: put them into the event"
              .formatted(event.persistenceId()));
    }
    Serializer serializer = serialization.findSerializerFor(payload);
    return new EventRow(
        event.persistenceId(),
        event.sequenceNr(),
        event.writerUuid(),
        millis,
        event.manifest(),
        serializer.identifier(),
        Serializers.manifestFor(serializer, payload),
        // Not by the serializer alone: the address of an actor is written as other nodes see it.
        serialization.serialize(payload).get(),
        isUnread,
        null);
  }

  /** Returns the event of a row. Throws whatever its serializer throws. */
  PersistentRepr deserialize(EventRow row) {
    Object payload =
        serialization.deserialize(row.payload(), row.serializerId(), row.manifest()).get();
    return PersistentRepr.apply(
            payload,
            row.sequenceNumber(),
            row.persistenceId(),
            row.adapterManifest(),
            false,
            null,
            row.writer())
        .withTimestamp(row.timestamp());
  }
}
