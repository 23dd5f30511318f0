package id.kuota.persistence.groupcommit;

import id.kuota.persistence.lease.FencedException;
import java.sql.SQLException;

/** What a failed write says about the rows in it, by the class of its SQLSTATE. */
enum JournalFault {
  /** A row is a duplicate, cannot be stored, or is too large; the others are innocent. */
  GUILTY_ROW,
  /** The connection is gone; the transaction may be committed or not. */
  OUTCOME_UNKNOWN,
  /** The server has rolled back and asks to try again. */
  TRY_AGAIN,
  /** Another node has fenced this one: nothing was written, and nothing will be. */
  FENCED,
  /** Disk full, read-only, no rights: no row can be written. */
  DATABASE_UNFIT;

  static JournalFault of(SQLException failure) {
    if (failure instanceof FencedException) return FENCED;
    String state = failure.getSQLState();
    if (state == null || state.startsWith("08") || state.startsWith("57P")) return OUTCOME_UNKNOWN;
    if (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")) {
      return GUILTY_ROW;
    }
    if (state.startsWith("40")) return TRY_AGAIN;
    return DATABASE_UNFIT;
  }
}
