package id.kuota.engine;

import java.util.concurrent.Semaphore;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * Places in the memory of a node for entities that nobody needs now, but certainly later: who has
 * one stays until then. As many as {@link Limits#restingMax} says; whoever finds none goes to sleep
 * and is read from the journal again. Thread-safe.
 */
public final class RestingPlaces implements Extension {

  private static final ExtensionId<RestingPlaces> ID =
      new ExtensionId<>() {
        @Override
        public RestingPlaces createExtension(ActorSystem<?> system) {
          return new RestingPlaces(Limits.restingMax(Runtime.getRuntime().maxMemory()));
        }
      };

  static final RestingPlaces NONE = new RestingPlaces(0);

  private final Semaphore free;

  RestingPlaces(int places) {
    this.free = new Semaphore(places);
  }

  /** Those of a node. */
  public static RestingPlaces of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  boolean take() {
    return free.tryAcquire();
  }

  void giveBack() {
    free.release();
  }

  int free() {
    return free.availablePermits();
  }
}
