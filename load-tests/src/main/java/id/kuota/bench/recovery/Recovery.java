package id.kuota.bench.recovery;

import id.kuota.bench.surroundings.EngineNode;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaView;
import id.kuota.persistence.database.DatabaseSettings;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a quota said after its node was gone, and how long it took.
 *
 * @param took from the question to the answer
 */
record Recovery(Duration took, Numbers numbers) {

  /** Asked first: so that its shards are there, as in every node that says it is ready. */
  private static final QuotaId UNOPENED = QuotaId.shared("bench-unopened", "seat");

  /** What the quota counted. */
  record Numbers(long available, long held, long sold, long openHolds, long revision) {}

  /** Starts a node, asks the quota, and stops the node. */
  static Recovery of(DatabaseSettings database, QuotaId quota) throws Exception {
    try (var node = EngineNode.start(database)) {
      EngineNode.get(node.engine().quotas().explain(UNOPENED));
      long asked = System.nanoTime();
      QuotaView view = EngineNode.get(node.engine().quotas().explain(quota)).orElseThrow();
      var took = Duration.ofNanos(System.nanoTime() - asked);
      return new Recovery(
          took,
          new Numbers(
              view.available(), view.held(), view.sold(), view.openHolds(), view.revision()));
    }
  }

  /** The same in a JVM that has never seen a quota: {@code URL USER PASSWORD QUOTA}. */
  static void main(String[] arguments) throws Exception {
    var database = new DatabaseSettings(arguments[0], arguments[1], arguments[2], 1);
    System.out.println(of(database, new QuotaId(arguments[3])).print());
    System.exit(0);
  }

  /** For another JVM. */
  String print() {
    return "%d %d %d %d %d %d"
        .formatted(
            took.toNanos(),
            numbers.available,
            numbers.held,
            numbers.sold,
            numbers.openHolds,
            numbers.revision);
  }

  /** Returns what another JVM printed. */
  static Recovery parse(String said) {
    long[] all = Arrays.stream(said.strip().split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Recovery(
        Duration.ofNanos(all[0]), new Numbers(all[1], all[2], all[3], all[4], all[5]));
  }
}
