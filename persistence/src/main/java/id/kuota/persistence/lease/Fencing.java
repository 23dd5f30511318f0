package id.kuota.persistence.lease;

/**
 * The end of a lease.
 *
 * @param by the address of the node that has fenced it
 */
public record Fencing(long epoch, String by, String reason) {}
