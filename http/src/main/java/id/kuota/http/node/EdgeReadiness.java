package id.kuota.http.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * The readiness of an actor system's edge. It is not set but measured: an edge that is open may
 * still answer no request. Thread-safe; never blocks.
 */
final class EdgeReadiness implements Extension {

  private final SharedLook<Optional<String>> shared = new SharedLook<>(System::nanoTime);
  private volatile Supplier<Optional<String>> look = () -> Optional.of("the edge is not open yet");
  private volatile boolean stopping;

  static EdgeReadiness of(ActorSystem<?> system) {
    return system.registerExtension(Id.INSTANCE);
  }

  /**
   * The edge is open.
   *
   * @param probe says why it does not answer; may block
   */
  void open(Supplier<Optional<String>> probe) {
    look = probe;
  }

  /** Marks the node as stopping: balancers send their clients to other nodes from now on. */
  void stopping() {
    stopping = true;
  }

  /** Returns the reason why clients are not answered; empty if they are. */
  CompletionStage<Optional<String>> trouble() {
    if (stopping) {
      return CompletableFuture.completedFuture(Optional.of("the node is stopping"));
    }
    Supplier<Optional<String>> current = look;
    return shared.latest(current);
  }

  private static final class Id extends ExtensionId<EdgeReadiness> {

    static final Id INSTANCE = new Id();

    @Override
    public EdgeReadiness createExtension(ActorSystem<?> system) {
      return new EdgeReadiness();
    }
  }

  /**
   * The edge's word in {@code :8558/ready}. Public, since Pekko makes it: see cluster.conf. Its
   * stage fails with the reason, since that is what Pekko passes on.
   */
  public static final class Check implements Supplier<CompletionStage<Boolean>> {

    private final EdgeReadiness readiness;

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
            throw new IllegalStateException(why);
          });
      return true;
    }
  }
}
