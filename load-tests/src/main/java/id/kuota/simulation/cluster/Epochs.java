package id.kuota.simulation.cluster;

import id.kuota.engine.entity.NodeEpochs;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** The leases of the machines: each start has an epoch, and a lost one is fenced. */
final class Epochs {

  private final Set<Long> gone = new HashSet<>();
  private long latest;

  /** Returns the epoch of a machine that starts. */
  long take() {
    return ++latest;
  }

  /** From now on the journal takes nothing of this start. */
  void fence(long epoch) {
    gone.add(epoch);
  }

  boolean isGone(long epoch) {
    return gone.contains(epoch);
  }

  /** Returns what a machine knows of them for as long as it is up. */
  NodeEpochs of(long own) {
    return new NodeEpochs() {
      @Override
      public OptionalLong own() {
        return OptionalLong.of(own);
      }

      @Override
      public boolean isGone(long epoch) {
        return Epochs.this.isGone(epoch);
      }
    };
  }
}
