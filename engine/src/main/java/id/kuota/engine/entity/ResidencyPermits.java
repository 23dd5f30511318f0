package id.kuota.engine.entity;

import id.kuota.engine.Limits;
import java.util.concurrent.Semaphore;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * Permits for idle entities that will be needed at a known time to stay in memory until then. A
 * node has as many as {@link Limits#restingMax} says; an entity without one passivates and is read
 * from the journal again. Thread-safe.
 */
public final class ResidencyPermits implements Extension {

  private static final ExtensionId<ResidencyPermits> ID =
      new ExtensionId<>() {
        @Override
        public ResidencyPermits createExtension(ActorSystem<?> system) {
          return new ResidencyPermits(Limits.restingMax(Runtime.getRuntime().maxMemory()));
        }
      };

  /** For entities that never stay. */
  public static final ResidencyPermits NONE = new ResidencyPermits(0);

  private final Semaphore free;

  public ResidencyPermits(int permits) {
    this.free = new Semaphore(permits);
  }

  /** Returns the permits of a node. */
  public static ResidencyPermits of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  /** Takes a permit; false if none is free. */
  public boolean take() {
    return free.tryAcquire();
  }

  public void giveBack() {
    free.release();
  }

  /** Returns how many are free at this moment. */
  public int free() {
    return free.availablePermits();
  }
}
