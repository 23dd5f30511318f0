package id.kuota.http.proof;

import id.kuota.http.node.NodeSettings;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * A node is killed under load, again and again, at random moments: between a hold and its order,
 * between the journal and the answer, within a payment. Whatever was answered is true afterwards,
 * and the numbers add up.
 */
class CrashIT {

  private static final Duration HOLD = Duration.ofSeconds(3);

  /** One quota that is scarce, one that is not, and orders that want units of both. */
  private static final ProofSale SALE =
      new ProofSale(
          "crash",
          HOLD,
          3,
          Map.of("seat", 3L * ProofSettings.RATE.value(), "lawn", 1_000_000L),
          Map.of(
              "seat", List.of("seat"), "lawn", List.of("lawn"), "both", List.of("seat", "lawn")));

  @Test
  void nothingThatWasAnsweredIsLostWhenTheNodeIsKilled() {
    long seed = seed();
    var chance = new SplittableRandom(seed);
    try (var database = EmbeddedDatabase.temporary();
        var journal = new ProofJournal(database.settings())) {
      NodeSettings settings = ProofPorts.settings(database);
      var edge = new EdgeClient(settings.httpPort());
      try (var crowd = new Crowd(edge, SALE, chance.nextLong())) {
        ChildNode node = ChildNode.start(settings);
        try {
          SALE.open(edge);
          crowd.come(ProofSettings.RATE.value());
          for (int crash = 1; crash <= ProofSettings.CRASHES.value(); crash++) {
            Retry.pauseUntil(Instant.now().plusMillis(chance.nextInt(500, 2_500)));
            node.kill();
            node = ChildNode.start(settings);
          }
          List<Shopper> shoppers = crowd.close("seed " + seed);
          new Audit(edge, SALE, shoppers).check(journal);
          print(seed, shoppers);
        } finally {
          node.close();
        }
      }
    }
  }

  private static long seed() {
    int wanted = ProofSettings.SEED.value();
    int seed = wanted == 0 ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : wanted;
    System.out.printf("CrashIT: -Dkuota.proof.seed=%d%n", seed);
    return seed;
  }

  /** A replay in answer to the first definite answer means: written, but not answered before. */
  private static void print(long seed, List<Shopper> shoppers) {
    System.out.printf(
        "CrashIT: seed %d, %d kills, %d shoppers, %d orders, %d requests sent again,"
            + " %d orders that were written but not answered at first%n",
        seed,
        ProofSettings.CRASHES.value(),
        shoppers.size(),
        shoppers.stream().filter(s -> s.placed().isPresent()).count(),
        shoppers.stream().mapToInt(Shopper::repeated).sum(),
        shoppers.stream()
            .flatMap(s -> s.placed().stream())
            .filter(placed -> placed.header("Idempotent-Replayed").equals("true"))
            .count());
  }
}
