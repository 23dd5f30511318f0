package id.kuota.persistence.snapshot;

/**
 * One snapshot as it lies in the table. Never compared, and its bytes are never changed.
 *
 * @param created milliseconds of the epoch
 */
@SuppressWarnings("ArrayRecordComponent")
record SnapshotRow(
    String persistenceId,
    long sequenceNumber,
    long created,
    int serializerId,
    String manifest,
    byte[] payload) {}
