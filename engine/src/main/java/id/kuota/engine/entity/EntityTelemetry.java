package id.kuota.engine.entity;

import java.time.Duration;

/**
 * What the runtime reports about entities, by the name of their type. The metrics of a node
 * implement it. Called by the threads of the entities: implementations are thread-safe, return at
 * once and never throw.
 */
public interface EntityTelemetry {

  /** Takes reports and keeps nothing. */
  EntityTelemetry NONE = new EntityTelemetry() {};

  /**
   * An entity has read its state from the journal, at its start or after a failed write.
   *
   * @param recovery from its start to its first message; after a failed write the pause counts too
   */
  default void started(String type, Duration recovery) {}

  /** An entity has left memory, or starts again after a failed write; follows {@link #started}. */
  default void ended(String type) {}

  /** An entity has asked its shard to passivate it. */
  default void passivating(String type) {}

  /** Events of one decision are in the journal. */
  default void persisted(String type, int events) {}

  /**
   * An effect is sent again, because the last try failed or was not answered.
   *
   * @param effect the simple name of its class
   */
  default void retried(String type, String effect) {}
}
