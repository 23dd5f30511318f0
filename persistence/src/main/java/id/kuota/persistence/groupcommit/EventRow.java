package id.kuota.persistence.groupcommit;

/** One event as it lies in the journal. Never compared, and its bytes are never changed. */
@SuppressWarnings("ArrayRecordComponent")
record EventRow(
    String persistenceId,
    long sequenceNumber,
    String writer,
    long timestamp,
    String adapterManifest,
    int serializerId,
    String manifest,
    byte[] payload) {}
