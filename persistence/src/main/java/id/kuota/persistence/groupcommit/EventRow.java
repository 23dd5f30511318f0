package id.kuota.persistence.groupcommit;

import org.jspecify.annotations.Nullable;

/**
 * One event as it lies in the journal. Never compared, and its bytes are never changed.
 *
 * @param trace the context of the request that it was written for; null if that is not traced
 */
@SuppressWarnings("ArrayRecordComponent")
record EventRow(
    String persistenceId,
    long sequenceNumber,
    String writer,
    long timestamp,
    String adapterManifest,
    int serializerId,
    String manifest,
    byte[] payload,
    byte @Nullable [] trace) {

  /** An event that is written for no traced request. */
  EventRow(
      String persistenceId,
      long sequenceNumber,
      String writer,
      long timestamp,
      String adapterManifest,
      int serializerId,
      String manifest,
      byte[] payload) {
    this(
        persistenceId,
        sequenceNumber,
        writer,
        timestamp,
        adapterManifest,
        serializerId,
        manifest,
        payload,
        null);
  }

  /** Returns a copy that is written for these requests. */
  EventRow tracedAs(byte[] context) {
    return new EventRow(
        persistenceId,
        sequenceNumber,
        writer,
        timestamp,
        adapterManifest,
        serializerId,
        manifest,
        payload,
        context);
  }
}
