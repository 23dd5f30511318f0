package id.kuota.http.node;

import id.kuota.engine.entity.MemoryLease;
import id.kuota.persistence.lease.SystemLease;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * The lease's word in {@code :8558/ready}: without a fresh one the API answers 503. Public, since
 * Pekko makes it: see cluster.conf. Its stage fails with the reason, since that is what Pekko
 * passes on.
 */
public final class LeaseReadiness implements Supplier<CompletionStage<Boolean>> {

  private final MemoryLease lease;

  public LeaseReadiness(ActorSystem system) {
    this(SystemLease.of(Adapter.toTyped(system)));
  }

  LeaseReadiness(MemoryLease lease) {
    this.lease = lease;
  }

  @Override
  public CompletionStage<Boolean> get() {
    return lease.isFresh()
        ? CompletableFuture.completedFuture(true)
        : CompletableFuture.failedFuture(
            new IllegalStateException(
                "the lease of this node was not renewed in time, so it answers nothing"));
  }
}
