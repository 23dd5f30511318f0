package id.kuota.http.edge.connection;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Tcp;

/** A port that is listened on, and the connections that came by it. Thread-safe. */
public final class EdgeBinding {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final ActorSystem<?> system;
  private final Tcp.ServerBinding binding;
  private final Connections connections;
  private final Cancellable sweeping;

  EdgeBinding(ActorSystem<?> system, Tcp.ServerBinding binding, Connections connections) {
    this.system = system;
    this.binding = binding;
    this.connections = connections;
    this.sweeping =
        system
            .scheduler()
            .scheduleWithFixedDelay(
                Connections.SWEEP_EVERY,
                Connections.SWEEP_EVERY,
                connections::sweep,
                system.executionContext());
  }

  public InetSocketAddress localAddress() {
    return binding.localAddress();
  }

  /** Returns how many connections there are. */
  public Connections.Counts counts() {
    return connections.counts();
  }

  /** Accepts no connection from now on. */
  public CompletionStage<Done> unbind() {
    return binding.unbind().thenApply(unit -> Done.getInstance());
  }

  /**
   * Accepts no connection from now on, answers what is in flight, and closes each connection that
   * has nothing in flight. What is left after {@code most} is reset.
   */
  public CompletionStage<Done> terminate(Duration most) {
    var done = new CompletableFuture<Done>();
    return unbind()
        .thenCompose(
            unbound -> {
              connections.drain();
              awaitEnd(System.nanoTime() + most.toNanos(), done);
              return done;
            });
  }

  /** When the actor system shuts down, this ends first: see {@link #terminate}. */
  public EdgeBinding addToCoordinatedShutdown(Duration most) {
    var shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "edge-unbind", this::unbind);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(), "edge-requests", () -> terminate(most));
    return this;
  }

  private void awaitEnd(long deadline, CompletableFuture<Done> done) {
    boolean isLate = System.nanoTime() - deadline > 0;
    if (isLate) connections.resetAll();
    if (isLate || connections.isEmpty()) {
      sweeping.cancel();
      done.complete(Done.getInstance());
    } else {
      connections.sweep();
      CompletableFuture.delayedExecutor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> awaitEnd(deadline, done));
    }
  }
}
