package id.kuota.persistence.demo;

import id.kuota.engine.JournalEvent;
import java.time.Instant;

/**
 * One event of an entity.
 *
 * @param entity the persistence id of its stream
 */
public record DemoEvent(String entity, JournalEvent event, Instant at) {}
