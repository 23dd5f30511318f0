package id.kuota.engine;

/**
 * What the asker of an entity receives.
 *
 * @param <V> the view of the entity after the command
 * @param <R> the refusals of the entity
 */
public sealed interface Reply<V, R> extends ClusterMessage {

  /**
   * The command is done, and its event, if it caused one, is in the journal.
   *
   * @param repeated whether it had been done before and nothing new was written
   */
  record Answered<V, R>(V view, boolean repeated) implements Reply<V, R> {}

  /** The command was turned down; nothing was written. */
  record Refused<V, R>(R reason) implements Reply<V, R> {}
}
