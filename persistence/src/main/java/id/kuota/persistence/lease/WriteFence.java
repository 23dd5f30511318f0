package id.kuota.persistence.lease;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What every write of a node names: it is refused once the epoch is fenced, or the server continues
 * another history than the one in which the lease was taken.
 */
public record WriteFence(long epoch, String history) {

  /**
   * Begins a statement with the row {@code lease}, which is there only if the epoch is not fenced
   * and the server continues the history in which the lease was taken: after a fail-over that lost
   * its tail, memory is ahead of the journal, and nothing may be written from it. The row is held
   * until the commit, so that a node that fences it waits for this write; a renewal does not
   * conflict with the hold. Its parameters are set by {@link #bind}.
   */
  public static final String LEASE =
      """
      WITH lease AS MATERIALIZED (
        SELECT epoch FROM node_lease
        WHERE epoch = ? AND fenced_at IS NULL
          AND server_history = ? AND server_history = server_history()
        FOR KEY SHARE)
      """;

  /** Sets the parameters of {@link #LEASE}; returns the index of the next one. */
  public int bind(PreparedStatement statement) throws SQLException {
    statement.setLong(1, epoch);
    statement.setString(2, history);
    return 3;
  }
}
