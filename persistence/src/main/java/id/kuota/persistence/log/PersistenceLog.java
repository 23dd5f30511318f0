package id.kuota.persistence.log;

import static id.kuota.engine.telemetry.LogForm.debug;
import static id.kuota.engine.telemetry.LogForm.error;
import static id.kuota.engine.telemetry.LogForm.info;
import static id.kuota.engine.telemetry.LogForm.warn;

import id.kuota.engine.telemetry.LogEntry;
import id.kuota.engine.telemetry.LogForm;
import id.kuota.engine.telemetry.LogKey;

/** What journal, leases, projections and the database log. */
public enum PersistenceLog implements LogEntry {
  JOURNAL_UNWRITABLE(
      error(
          "journal cannot write; check the database",
          "The database takes no events: it is away, read-only, full, or another node owns the"
              + " lease. Requests that change something fail.",
          "Check the database: reachable, a primary, disk not full. Nothing else is needed: the"
              + " node goes on by itself.",
          LogKey.CAUSE)),
  PROJECTION_LAG_UNREAD(
      debug(
          "lag of a projection is not read",
          "The database does not answer; the metric keeps its last value.",
          LogKey.PROJECTION,
          LogKey.CAUSE)),
  JOURNAL_WRITES_AGAIN(
      info("journal writes again", "The trouble of the journal has ended.", LogKey.AFTER_MS)),
  JOURNAL_RETRIES(
      warn(
          "journal retries a group",
          "A connection broke during a write, or the server asked for another attempt. What was"
              + " written is read back first.",
          "Nothing if it is rare. If not, check the network and the log of the database.",
          LogKey.CAUSE)),
  JOURNAL_CONFLICT(
      warn(
          "journal refused events; another writer owns the entity",
          "Two nodes have written to one entity at the moment of a move. One was refused, and its"
              + " entity starts anew from the journal.",
          "Nothing if it stands beside a change of the cluster. If not, look for a node outside of"
              + " the cluster on this database: `kuota status`.",
          LogKey.ENTITY,
          LogKey.FROM,
          LogKey.CAUSE)),
  JOURNAL_OVERLOADED(
      warn(
          "journal is overloaded; writes are refused",
          "More writes wait than the queue of the journal has room for. The clients get 503.",
          "Check the database's load and disk. If both are fine, add a node.",
          LogKey.LIMIT)),
  JOURNAL_KEEPS_UP(
      info("journal keeps up again", "No write was refused for a while.", LogKey.AFTER_MS)),
  JOURNAL_WRITER_INTERRUPTED(
      warn(
          "journal writer was interrupted; it goes on until it is closed",
          "A thread of the journal was interrupted from outside; what it had taken has failed.",
          "Nothing.")),
  JOURNAL_WRITER_BUG(
      error(
          "journal writer failed by a bug",
          "A fault of Kuota, or out of memory. The writes that it had taken have failed.",
          "Report it with its stack trace.",
          LogKey.COUNT)),
  RECOVERIES_UNREAD(
      warn(
          "cannot read for recoveries; check the database",
          "Entities that are not in memory cannot be loaded; requests to them fail.",
          "Check the database.",
          LogKey.COUNT,
          LogKey.CAUSE)),
  RECOVERIES_READ_AGAIN(
      info("recoveries are read again", "Entities are loaded again.", LogKey.AFTER_MS)),
  RECOVERY_READER_INTERRUPTED(
      warn(
          "recovery reader was interrupted; it goes on until it is closed",
          "A thread was interrupted from outside.",
          "Nothing.")),
  RECOVERY_READER_BUG(
      error(
          "recovery reader failed by a bug",
          "A fault of Kuota, or out of memory. The recoveries that it had taken have failed.",
          "Report it with its stack trace.",
          LogKey.COUNT)),
  LEASE_LATE(
      warn(
          "lease not renewed; without a renewal the node answers 503; check the database",
          "The database did not answer a renewal. When the validity ends, the node answers nothing"
              + " from memory, and others may fence it.",
          "Check the database and the network to it.",
          LogKey.EPOCH,
          LogKey.VALIDITY_MS,
          LogKey.CAUSE)),
  LEASE_RENEWED(info("lease renewed again", "The database answers renewals again.", LogKey.EPOCH)),
  LEASE_FENCED(
      error(
          "lease lost; the node writes nothing any more",
          "Another node, an operator or another history of the database has ended the lease.",
          "Nothing: the process ends, and its supervisor starts it again. If it repeats, see the"
              + " reason.",
          LogKey.EPOCH,
          LogKey.MEMBER,
          LogKey.REASON)),
  LEASE_RENEWAL_BUG(
      error(
          "renewal of the lease failed by a bug",
          "A fault of Kuota. It is tried again.",
          "Report it with its stack trace.",
          LogKey.EPOCH)),
  LEASE_NOT_ENDED(
      warn(
          "lease not ended; it runs out by itself",
          "A stopping node could not tell the database; the others wait until its lease runs out.",
          "Nothing.",
          LogKey.EPOCH,
          LogKey.CAUSE)),
  LEASE_CONNECTION_BROKEN(
      debug("connection of the lease was broken when it was closed", "It is replaced.")),
  HISTORY_CHANGED(
      error(
          "the database continues another history; its journal lacks what `kuota lost` lists",
          "A standby was promoted or a backup restored, and events are missing that were"
              + " acknowledged.",
          "Run `kuota lost`, and settle each entity with its buyer: docs/operating.md.",
          LogKey.HISTORY,
          LogKey.BEFORE,
          LogKey.COUNT,
          LogKey.FIRST)),
  PROJECTION_STARTED(
      info("projection started", "It follows the journal into its tables.", LogKey.PROJECTION)),
  PROJECTION_CLOSED(
      info("projection closed", "The node stops, or it is rebuilt.", LogKey.PROJECTION)),
  PROJECTION_INTERRUPTED(
      warn(
          "projection was interrupted and closed",
          "Its thread was interrupted from outside.",
          "Restart the node.",
          LogKey.PROJECTION)),
  PROJECTION_STOPPED(
      error(
          "projection stands at an event that it cannot apply",
          "Reports and lists that it makes stand still; selling goes on. It looks again every few"
              + " seconds.",
          "Read the cause, then update Kuota, or let it pass over: `kuota projection skip`.",
          LogKey.PROJECTION,
          LogKey.CAUSE)),
  PROJECTION_SKIPPED(
      warn(
          "projection passes over an event",
          "The event could not be applied, and a person has allowed to pass over it. What the"
              + " projection shows lacks it.",
          "Rebuild the projection when a version can apply it.",
          LogKey.PROJECTION,
          LogKey.ENTITY,
          LogKey.CAUSE)),
  PROJECTION_SLOW_TO_STOP(
      error(
          "projection did not stop in time",
          "A step of it takes longer than the stop may.",
          "Look for a long statement in the database.",
          LogKey.PROJECTION,
          LogKey.TIMEOUT_MS)),
  PROJECTION_RETRIES(
      warn(
          "projection retries",
          "The database failed a step. It is tried again with growing pauses.",
          "Check the database if it lasts.",
          LogKey.PROJECTION,
          LogKey.PAUSE_MS)),
  PROJECTION_RECOVERED(
      info("projection goes on after trouble", "A step has succeeded again.", LogKey.PROJECTION)),
  PROJECTION_STATE_UNNOTED(
      warn(
          "projection cannot record its state",
          "`kuota status` shows an older state of it.",
          "Check the database.",
          LogKey.PROJECTION,
          LogKey.STATE)),
  ORPHANED_DATABASE_STOPPED(
      warn(
          "stopping the PostgreSQL server of an earlier run",
          "The server of `kuota dev` outlived its node; what it had acknowledged is safe.",
          "Nothing.",
          LogKey.PID)),
  SCRATCH_SCHEMA_LEFT(
      warn(
          "scratch schema not dropped; the next start drops it",
          "The tables of a warm-up are still there.",
          "Nothing.",
          LogKey.SCHEMA));

  @SuppressWarnings("ImmutableEnumChecker") // A record of values.
  private final LogForm form;

  PersistenceLog(LogForm form) {
    this.form = form;
  }

  @Override
  public LogForm form() {
    return form;
  }
}
