package id.kuota.persistence.groupcommit;

import org.jspecify.annotations.Nullable;

/**
 * One event as it lies in the journal. Never compared, and its bytes are never changed.
 *
 * @param isUnread whether its writer has not read the stream: it is written if there is no event
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
    boolean isUnread,
    byte @Nullable [] trace) {

  /** An event of a stream that its writer has read, written for no traced request. */
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
        false,
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
        isUnread,
        context);
  }
}
