package id.kuota.persistence.projection;

import id.kuota.engine.JournalEvent;
import java.time.Instant;

/**
 * One row of the journal, decoded.
 *
 * @param entity the persistence id of the entity that wrote it: {@code type|id}
 * @param sequenceNumber the entity's own count of its events, from 1
 * @param writtenAt when the writing node handed it to the journal
 */
public record JournalRow(
    JournalPosition position,
    String entity,
    long sequenceNumber,
    Instant writtenAt,
    JournalEvent event) {}
