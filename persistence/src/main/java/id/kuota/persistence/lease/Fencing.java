package id.kuota.persistence.lease;

/**
 * The end of a lease.
 *
 * @param by the address of the node that has fenced it, or {@link #BY_DATABASE}
 */
public record Fencing(long epoch, String by, String reason) {

  /** In the place of an address, where no node has decided. */
  static final String BY_DATABASE = "the database";
}
