package id.kuota.persistence.reconciliation;

import id.kuota.engine.JournalEvent;
import id.kuota.persistence.projection.JournalPosition;

/** Audits the events of one entity, from the first to the last. */
interface StreamAudit {

  /**
   * The next event.
   *
   * @return false if it is not an event of such an entity
   */
  boolean apply(JournalEvent event, long sequenceNumber, JournalPosition position);

  /** There are no more events; not called when the stream could not be read as a whole. */
  void end();
}
