package id.kuota.persistence.groupcommit;

import id.kuota.persistence.lease.WriteFence;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Another node has fenced the epoch of this one, or the database has another history: it may not
 * write, and nothing was written.
 */
final class FencedException extends SQLException {

  private static final long serialVersionUID = 1L;

  FencedException(Optional<WriteFence> fence) {
    super("the lease of this node is fenced: " + fence.map(WriteFence::toString).orElse("none"));
  }
}
