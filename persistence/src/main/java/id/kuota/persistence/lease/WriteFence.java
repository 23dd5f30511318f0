package id.kuota.persistence.lease;

/**
 * What every write to the journal names: it is refused once the epoch is fenced, or the server
 * continues another history than the one in which the lease was taken.
 */
public record WriteFence(long epoch, String history) {}
