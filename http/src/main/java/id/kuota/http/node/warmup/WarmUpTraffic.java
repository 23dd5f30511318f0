package id.kuota.http.node.warmup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Lets buyers buy until the node behind the edge has become fast, or the time is up. */
public final class WarmUpTraffic {

  /** As many as keep a small machine busy and still leave its compiler a share of it. */
  private static final int BUYERS = 4;

  private static final int UNAVAILABLE = 503;
  private static final int TRIES_MAX = 4;
  private static final Duration ROUND = Duration.ofSeconds(1);

  private WarmUpTraffic() {}

  /**
   * Runs the warm-up. Blocks for {@code most}, and at the end for a buyer with a request in flight.
   *
   * @param orders no round begins after so many
   * @param heard receives each round when it is over
   * @return all rounds; the last ones show how fast it became
   * @throws IOException if the edge did not answer as an edge does, or held no order
   */
  public static List<Round> play(
      WarmUpTarget stage, Duration most, int orders, Consumer<Round> heard)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    openSale(stage);
    var buyers = new ArrayList<Buyer>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            BUYERS, Thread.ofPlatform().name("kuota-warm-up-", 0).daemon().factory())) {
      for (int number = 0; number < BUYERS; number++) {
        buyers.add(new Buyer(number, stage));
      }
      return play(buyers, threads, end, orders, heard);
    } finally {
      for (Buyer buyer : buyers) {
        buyer.close();
      }
    }
  }

  private static List<Round> play(
      List<Buyer> buyers, ExecutorService threads, long end, int orders, Consumer<Round> heard)
      throws IOException, InterruptedException {
    var rounds = new ArrayList<Round>();
    var compiler = new Compiler();
    while (System.nanoTime() < end && held(rounds) < orders && !WarmUpEnd.isSettled(rounds)) {
      long begin = System.nanoTime();
      long until = Math.min(end, begin + ROUND.toNanos());
      List<Callable<Tally>> parts =
          buyers.stream().<Callable<Tally>>map(buyer -> () -> buyer.play(until)).toList();
      var tallies = new ArrayList<Tally>();
      for (Future<Tally> part : threads.invokeAll(parts)) {
        if (part.state() == Future.State.FAILED) {
          throw new IOException("a buyer had to give up", part.exceptionNow());
        }
        tallies.add(part.resultNow());
      }
      var length = Duration.ofNanos(System.nanoTime() - begin);
      Round round = Round.of(length, tallies, compiler.worked());
      rounds.add(round);
      heard.accept(round);
    }
    if (held(rounds) == 0) throw new IOException("no order was held");
    return rounds;
  }

  private static int held(List<Round> rounds) {
    return rounds.stream().mapToInt(Round::orders).sum();
  }

  private static void openSale(WarmUpTarget stage) throws IOException {
    var requests = new Requests(stage);
    try (var wire = new Wire(stage.port())) {
      for (String request : List.of(requests.createSale(), requests.openSale())) {
        Wire.Answer answer = wire.send(request);
        for (int tries = 1; answer.status() == UNAVAILABLE && tries < TRIES_MAX; tries++) {
          answer = wire.send(request); // A node that has just started may be slow once.
        }
        if (answer.status() >= 300) {
          throw new IOException("the sale was not opened: " + answer.body());
        }
      }
    }
  }
}
