package id.kuota.engine.entity;

import java.time.Instant;
import java.util.List;

/**
 * Hears what has happened to entities, when it is in the journal; never in a replay. Called by the
 * threads of the entities: implementations are thread-safe, return at once and never throw.
 */
@FunctionalInterface
public interface EventListener<E, S> {

  /**
   * Events of one decision are in the journal.
   *
   * @param state to which they have led
   */
  void persisted(List<E> events, S state, Instant now);
}
