package id.kuota.http.proof;

import id.kuota.http.testing.EdgeClient;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Shoppers who come at their own pace, whether or not those before them were served. The crowd has
 * a bound, as the queue in front of any shop: at the bound a shopper goes away.
 */
final class Crowd implements AutoCloseable {

  private static final int PRESENT_MAX = 400;

  private final EdgeClient edge;
  private final ProofSale sale;
  private final SplittableRandom chance;
  private final Queue<Shopper> shoppers = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
  private final Semaphore room = new Semaphore(PRESENT_MAX);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService door = Executors.newSingleThreadScheduledExecutor();
  private Future<?> arrivals = CompletableFuture.completedFuture(null);

  Crowd(EdgeClient edge, ProofSale sale, long seed) {
    this.edge = edge;
    this.sale = sale;
    this.chance = new SplittableRandom(seed);
  }

  void come(int perSecond) {
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    arrivals = door.scheduleAtFixedRate(this::enter, 0, pause, TimeUnit.NANOSECONDS);
  }

  /** Admits no more shoppers; those inside continue. */
  void closeDoor() {
    arrivals.cancel(false);
    door.close();
  }

  /** Admits no more shoppers, and returns when all have left. */
  List<Shopper> close(String because) {
    closeDoor();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(Shopper.WAY_MAX.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("shoppers hang, " + because);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.size() + " shoppers were treated badly", faults.peek());
    }
    return List.copyOf(shoppers);
  }

  @Override
  public void close() {
    door.shutdownNow();
    threads.shutdownNow();
  }

  private void enter() {
    if (!room.tryAcquire()) return;
    var shopper = new Shopper(edge, sale, shoppers.size(), chance.split());
    shoppers.add(shopper);
    threads.execute(
        () -> {
          try {
            shopper.shop();
          } catch (RuntimeException | AssertionError e) {
            faults.add(e);
          } finally {
            room.release();
          }
        });
  }
}
