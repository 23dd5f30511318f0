package id.kuota.persistence.lease;

import id.kuota.engine.entity.MemoryLease;
import id.kuota.engine.entity.NodeEpochs;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.jspecify.annotations.Nullable;

/**
 * The lease under which an actor system writes and answers. Without one, as on the scratch journal
 * of a warm-up, writes are not fenced and every answer is allowed. Thread-safe; never blocks.
 */
public final class SystemLease implements Extension, MemoryLease, NodeEpochs {

  private static final ExtensionId<SystemLease> ID =
      new ExtensionId<>() {
        @Override
        public SystemLease createExtension(ActorSystem<?> system) {
          return new SystemLease();
        }
      };

  private final AcknowledgedTail acknowledged = new AcknowledgedTail(System::nanoTime);
  private volatile @Nullable LeaseKeeper keeper;

  private SystemLease() {}

  public static SystemLease of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  /** Returns a lease that allows everything. */
  public static SystemLease none() {
    return new SystemLease();
  }

  /** Writes and answers under this lease from now on; before the first entity starts. */
  public void guardBy(LeaseKeeper lease) {
    keeper = lease;
  }

  public Optional<LeaseKeeper> keeper() {
    return Optional.ofNullable(keeper);
  }

  @Override
  public boolean isFresh() {
    LeaseKeeper current = keeper;
    return current == null || current.isFresh();
  }

  @Override
  public OptionalLong own() {
    LeaseKeeper current = keeper;
    return current == null ? OptionalLong.empty() : OptionalLong.of(current.lease().epoch());
  }

  /** Returns what each write to the journal names. */
  public Optional<WriteFence> fence() {
    LeaseKeeper current = keeper;
    return current == null ? Optional.empty() : Optional.of(current.lease().fence());
  }

  /** Returns where writes are noted that the journal has. */
  public AcknowledgedTail acknowledged() {
    return acknowledged;
  }

  @Override
  public boolean isGone(long epoch) {
    LeaseKeeper current = keeper;
    return current != null && current.view().isGone(epoch);
  }

  /** The database has refused a write, since the epoch is fenced. */
  public void refused() {
    LeaseKeeper current = keeper;
    if (current != null) current.refused();
  }
}
