package id.kuota.persistence.groupcommit;

import java.sql.SQLException;
import java.util.OptionalLong;

/** Another node has fenced the epoch of this one: it may not write, and nothing was written. */
final class FencedException extends SQLException {

  private static final long serialVersionUID = 1L;

  FencedException(OptionalLong epoch) {
    super("the lease of this node is fenced: epoch=" + epoch);
  }
}
