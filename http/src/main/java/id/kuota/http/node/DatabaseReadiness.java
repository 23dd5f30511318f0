package id.kuota.http.node;

import id.kuota.persistence.database.DatabaseProbe;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * The readiness of a node's database: without it nothing can be bought there. It is checked on
 * request, once a second at most for any number of callers, in a thread of its own. Thread-safe;
 * never blocks.
 */
final class DatabaseReadiness implements Extension {

  private final SharedLook<Optional<String>> shared;
  private volatile Supplier<Optional<String>> look = () -> Optional.of("not checked yet");

  DatabaseReadiness(LongSupplier nanoTime) {
    this.shared = new SharedLook<>(nanoTime);
  }

  static DatabaseReadiness of(ActorSystem<?> system) {
    return system.registerExtension(Id.INSTANCE);
  }

  /**
   * From now on this is the look at it.
   *
   * @param newLook like that of a {@link DatabaseProbe}; may block
   */
  void watch(Supplier<Optional<String>> newLook) {
    look = newLook;
  }

  /** Why it cannot be reached; empty if it can. Completes within {@link DatabaseProbe#LOOK_MAX}. */
  CompletionStage<Optional<String>> trouble() {
    return shared.latest(look);
  }

  private static final class Id extends ExtensionId<DatabaseReadiness> {

    static final Id INSTANCE = new Id();

    @Override
    public DatabaseReadiness createExtension(ActorSystem<?> system) {
      return new DatabaseReadiness(System::nanoTime);
    }
  }

  /**
   * The database's word in {@code :8558/ready}. Public, since Pekko makes it: see cluster.conf. Its
   * stage fails with the reason, since that is what Pekko passes on.
   */
  public static final class Check implements Supplier<CompletionStage<Boolean>> {

    private final DatabaseReadiness readiness;

    public Check(org.apache.pekko.actor.ActorSystem system) {
      this.readiness = of(Adapter.toTyped(system));
    }

    @Override
    public CompletionStage<Boolean> get() {
      return readiness.trouble().thenApply(Check::orFail);
    }

    private static boolean orFail(Optional<String> trouble) {
      trouble.ifPresent(
          why -> {
            throw new IllegalStateException("the database cannot be reached: " + why);
          });
      return true;
    }
  }
}
