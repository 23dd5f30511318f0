package id.kuota.persistence.lease;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Another node has fenced the epoch of this one, or the database has another history: it may not
 * write, and nothing was written.
 */
public final class FencedException extends SQLException {

  private static final long serialVersionUID = 1L;

  public FencedException(Optional<WriteFence> fence) {
    super("the lease of this node is fenced: " + fence.map(WriteFence::toString).orElse("none"));
  }
}
