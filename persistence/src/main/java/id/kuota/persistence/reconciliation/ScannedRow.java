package id.kuota.persistence.reconciliation;

import id.kuota.engine.JournalEvent;
import id.kuota.persistence.projection.JournalPosition;
import java.util.Optional;

/**
 * One row of the journal.
 *
 * @param entity the persistence id of the entity: {@code type|id}
 * @param event empty if it cannot be read, which has been found already
 */
record ScannedRow(
    JournalPosition position, String entity, long sequenceNumber, Optional<JournalEvent> event) {}
