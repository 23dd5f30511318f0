package id.kuota.engine.entity;

/** A signal to an entity from its timers and its shard; stays within the node. */
public enum EntitySignal {
  /** An effect may be due. */
  EFFECTS_DUE,
  /** The entity may be idle. */
  IDLE_CHECK,
  /** From the shard: the entity was idle, or its shard moves. */
  STOP
}
