package id.kuota.engine.entity;

import java.util.OptionalLong;

/**
 * The starts of the cluster's nodes. Each has an epoch, which no other start has. Thread-safe;
 * never blocks.
 */
public interface NodeEpochs {

  /** For a node without a lease: it has no epoch, and no other is known to be gone. */
  NodeEpochs NONE =
      new NodeEpochs() {
        @Override
        public OptionalLong own() {
          return OptionalLong.empty();
        }

        @Override
        public boolean isGone(long epoch) {
          return false;
        }
      };

  /** Returns the epoch of this node. */
  OptionalLong own();

  /**
   * Returns whether that start of a node has ended for good: what it has not written to the journal
   * by now it never writes. True is final; false may be out of date.
   */
  boolean isGone(long epoch);
}
