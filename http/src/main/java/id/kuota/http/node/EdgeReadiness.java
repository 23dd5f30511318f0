package id.kuota.http.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * Whether the edge of an actor system takes requests: the cluster may have let a node in, and still
 * nobody can buy from it. Thread-safe.
 */
final class EdgeReadiness implements Extension {

  private volatile boolean open;

  static EdgeReadiness of(ActorSystem<?> system) {
    return system.registerExtension(Id.INSTANCE);
  }

  void open() {
    open = true;
  }

  private static final class Id extends ExtensionId<EdgeReadiness> {

    static final Id INSTANCE = new Id();

    @Override
    public EdgeReadiness createExtension(ActorSystem<?> system) {
      return new EdgeReadiness();
    }
  }

  /** The edge's word in {@code :8558/ready}. Public, since Pekko makes it: see cluster.conf. */
  public static final class Check implements Supplier<CompletionStage<Boolean>> {

    private final EdgeReadiness readiness;

    public Check(org.apache.pekko.actor.ActorSystem system) {
      this.readiness = of(Adapter.toTyped(system));
    }

    @Override
    public CompletionStage<Boolean> get() {
      return CompletableFuture.completedFuture(readiness.open);
    }
  }
}
