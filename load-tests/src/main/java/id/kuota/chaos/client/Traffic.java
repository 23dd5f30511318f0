package id.kuota.chaos.client;

import id.kuota.chaos.history.Histories;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Clients arrive at a fixed rate for each quota, whether earlier ones have their answers or not;
 * when all clients of a quota are busy an arrival is dropped and counted.
 */
public final class Traffic implements AutoCloseable {

  /** A session is about three seconds of thinking and asking; a stall keeps its clients. */
  private static final int SESSION_SECONDS = 8;

  private final List<Client> clients = new ArrayList<>();
  private final List<Histories.Recorder> recorders = new ArrayList<>();
  private final Map<String, BlockingQueue<Client>> idle = new HashMap<>();
  private final LastGrants grants = new LastGrants();
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ScheduledExecutorService arrivals =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("arrivals").factory());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Requests requests;
  private final double rate;

  /**
   * Makes the clients; {@link #begin} lets them arrive.
   *
   * @param rate new orders per second, over all quotas
   * @param clock nanoseconds since the run began
   */
  public Traffic(List<URI> nodes, double rate, long seed, Histories histories, LongSupplier clock) {
    this.requests = new Requests(new Balancer(nodes), ended::get);
    this.rate = rate;
    var seeds = new SplittableRandom(seed);
    for (String quota : ChaosSale.capacities().keySet()) {
      int count = (int) Math.ceil(rate(quota) * SESSION_SECONDS) + 1;
      var waiting = new ArrayBlockingQueue<Client>(count);
      for (int i = 0; i < count; i++) {
        int number = clients.size();
        Histories.Recorder recorder = histories.recorder(number);
        recorders.add(recorder);
        var client = new Client(number, quota, requests, recorder, clock, seeds.split(), grants);
        clients.add(client);
        waiting.add(client);
      }
      idle.put(quota, waiting);
    }
  }

  private double rate(String quota) {
    return rate * ChaosSale.share(quota);
  }

  public void begin() {
    idle.forEach(
        (quota, waiting) -> {
          long period = Math.round(TimeUnit.SECONDS.toNanos(1) / rate(quota));
          var _ =
              arrivals.scheduleAtFixedRate(() -> arrive(waiting), 0, period, TimeUnit.NANOSECONDS);
        });
  }

  private void arrive(BlockingQueue<Client> waiting) {
    Client client = waiting.poll();
    if (client == null) {
      dropped.incrementAndGet();
      return;
    }
    sessions.incrementAndGet();
    threads.execute(
        () -> {
          try {
            client.session();
          } finally {
            waiting.add(client);
          }
        });
  }

  /** Returns how many clients are in a session. */
  public int busy() {
    return clients.size() - idle.values().stream().mapToInt(BlockingQueue::size).sum();
  }

  /** Returns whether every quota that is never sold out has granted an order since a moment. */
  public boolean sellsSince(long moment) {
    return grants.allSince(moment);
  }

  public long sessions() {
    return sessions.get();
  }

  public long dropped() {
    return dropped.get();
  }

  /** Lets no more clients arrive. Those in a session go on. */
  public void stopArrivals() {
    arrivals.shutdownNow();
  }

  /** Asks again for every order without an answer; the clients must not be in a session. */
  public void settle(Duration patience) {
    try (var settling = Executors.newVirtualThreadPerTaskExecutor()) {
      clients.forEach(client -> settling.execute(() -> client.settle(patience)));
    }
  }

  /** Ends all sessions. What has no answer by then is written down as such, or not at all. */
  @Override
  public void close() {
    ended.set(true);
    arrivals.shutdownNow();
    requests.close();
    threads.shutdownNow();
    recorders.forEach(Histories.Recorder::close);
  }
}
