package id.kuota.persistence.snapshot;

import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import scala.Tuple2;

/** Turns states into rows and rows into states. Thread-safe, as far as a state is immutable. */
final class SnapshotRows {

  private final Serialization serialization;

  SnapshotRows(Serialization serialization) {
    this.serialization = serialization;
  }

  /**
   * Returns the row of one snapshot. Throws whatever a serializer throws, checked exceptions
   * included (Scala does not declare them), and if there is none for the state.
   *
   * @throws UnsupportedOperationException if the snapshot carries metadata, which would be lost
   */
  SnapshotRow serialize(SnapshotMetadata about, Object state) {
    if (about.metadata().isDefined()) {
      throw new UnsupportedOperationException(
          "snapshots are stored without metadata; that of %s has some: put it into the state"
              .formatted(about.persistenceId()));
    }
    Serializer serializer = serialization.findSerializerFor(state);
    return new SnapshotRow(
        about.persistenceId(),
        about.sequenceNr(),
        about.timestamp(),
        serializer.identifier(),
        Serializers.manifestFor(serializer, state),
        // Not by the serializer alone: the address of an actor is written as other nodes see it.
        serialization.serialize(state).get());
  }

  /** Returns the state of a row. Throws whatever a serializer throws, like {@link #serialize}. */
  Tuple2<SnapshotMetadata, Object> deserialize(SnapshotRow row) {
    return new Tuple2<>(
        SnapshotMetadata.apply(row.persistenceId(), row.sequenceNumber(), row.created()),
        serialization.deserialize(row.payload(), row.serializerId(), row.manifest()).get());
  }
}
