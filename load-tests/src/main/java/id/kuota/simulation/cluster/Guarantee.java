package id.kuota.simulation.cluster;

/** What the runtime and the journal promise, unless a fault is planted. */
public enum Guarantee {
  /** Replies wait for the journal. */
  REPLIES_AFTER_PERSIST,
  /** An entity recovers after a failed write, instead of going on as if it had worked. */
  RECOVERS_AFTER_FAILURE,
  /** What comes while an entity writes waits for it. */
  KEEPS_MAILBOX,
  /** A shard keeps what comes while an entity stops. */
  KEEPS_BUFFER,
  /** An entity that is busy may put off its stop. */
  HEEDS_BUSY,
  /** An entity that owes something stays. */
  HEEDS_OWING,
  /** A recovery begins with what the state demands. */
  FOLLOWS_RECOVERY,
  /** The clock of an entity never goes back. */
  KEEPS_TIME,
  /** The journal refuses an event whose number it has. */
  REFUSES_SECOND_WRITER,
  /** It writes no beginning of a stream that has one for an entity which has not read it. */
  CHECKS_UNREAD_STREAMS,
  /** A batcher ignores an answer to another batch. */
  CHECKS_BATCH_NUMBER
}
