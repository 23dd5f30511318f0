package id.kuota.engine.quota;

import id.kuota.engine.entity.NodeEpochs;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Nodes that are gone when a test says so. */
final class FakeEpochs implements NodeEpochs {

  private final Set<Long> gone = ConcurrentHashMap.newKeySet();
  private final long own;

  FakeEpochs(long own) {
    this.own = own;
  }

  void lose(long epoch) {
    gone.add(epoch);
  }

  @Override
  public OptionalLong own() {
    return OptionalLong.of(own);
  }

  @Override
  public boolean isGone(long epoch) {
    return gone.contains(epoch);
  }
}
