package id.kuota.http.edge.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whether scans stay quick beside a sale, played against a node of known speed. */
final class ScanPriorityTest {

  private static final int PROCESSORS = 2;
  private static final int FEWEST = PROCESSORS * ScanPriority.FEWEST_PER_PROCESSOR;
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(1);

  private final ScanPriority gates = new ScanPriority(PROCESSORS, 0);
  private final PriorityQueue<Scan> open =
      new PriorityQueue<>(Comparator.comparingLong(Scan::done));
  private long now;
  private int answered;
  private int late;

  private record Scan(long came, long done) {}

  @Test
  void whereNothingIsScannedThereIsNoLimit() {
    assertThat(gates.ordersAtOnce(0)).isEqualTo(ScanPriority.NO_LIMIT);
  }

  @Test
  void withTheFirstScanOrdersWaitAndScansStayQuick() {
    gates.began(now);
    assertThat(gates.ordersAtOnce(now)).isBetween(FEWEST, 4 * FEWEST);
    gates.answered(now, now);

    play(Duration.ofSeconds(5), 2_000, 500);
    forget();
    play(Duration.ofSeconds(20), 2_000, 500);

    assertThat(answered).as("scans").isBetween(9_990, 10_010);
    assertThat(late).as("later than 20 ms").isLessThan(answered / 100);
    assertThat(gates.ordersAtOnce(now)).as("what is done in 6 ms").isBetween(FEWEST, 30);
  }

  @Test
  void aFastNodeHardlyHoldsOrdersBack() {
    play(Duration.ofSeconds(20), 100_000, 500);
    assertThat(gates.ordersAtOnce(now)).as("half of what is done in 6 ms").isGreaterThan(300);
  }

  @Test
  void whenScansAreSlowForAnotherReasonTheSaleGoesOn() {
    for (int scan = 0; scan < 1_000; scan++) {
      now += 10 * STEP;
      scanned(now - 100 * STEP);
    }
    assertThat(gates.ordersAtOnce(now)).isEqualTo(FEWEST);
  }

  @Test
  void oneSlowScanAmongQuickOnesSaysNothing() {
    scanned(now);
    int before = gates.ordersAtOnce(now);
    for (int scan = 1; scan <= 1_000; scan++) {
      now += 2 * STEP;
      scanned(now - (scan % 50 == 0 ? 200 : 2) * STEP);
    }
    assertThat(gates.ordersAtOnce(now)).isGreaterThan(before);
  }

  @Test
  void whenTheGatesAreQuietThereIsNoLimit() {
    scanned(now);
    now += ScanPriority.QUIET.toNanos() - STEP;
    assertThat(gates.ordersAtOnce(now)).isLessThan(ScanPriority.NO_LIMIT);
    now += STEP;
    assertThat(gates.ordersAtOnce(now)).isEqualTo(ScanPriority.NO_LIMIT);

    scanned(now);
    assertThat(gates.ordersAtOnce(now)).as("begins anew").isEqualTo(4 * FEWEST);
  }

  @Test
  void scansThatHavePiledUpTakeTheRoomOfTheOrders() {
    play(Duration.ofSeconds(5), 2_000, 500);
    int before = gates.ordersAtOnce(now);
    for (int scan = 0; scan < 30; scan++) gates.began(now);
    assertThat(gates.ordersAtOnce(now)).isEqualTo(FEWEST).isLessThan(before);
    for (int scan = 0; scan < 30; scan++) gates.answered(now, now);
    assertThat(gates.ordersAtOnce(now)).isGreaterThanOrEqualTo(before);
  }

  /**
   * Buyers never lack, and a scan waits behind all orders that are worked on when it comes.
   *
   * @param speed orders that the node does in a second
   */
  private void play(Duration length, double speed, int scansPerSecond) {
    long end = now + length.toNanos();
    long every = TimeUnit.SECONDS.toNanos(1) / scansPerSecond;
    for (long next = now; now < end; now += STEP) {
      if (now >= next) {
        gates.began(now);
        double ahead = Math.min(gates.ordersAtOnce(now), ConcurrencyLimit.MOST);
        open.add(new Scan(now, now + Math.round(ahead / speed * 1e9)));
        next += every;
      }
      while (!open.isEmpty() && open.element().done() <= now) answer(open.remove().came());
    }
  }

  private void scanned(long since) {
    gates.began(since);
    gates.answered(since, now);
  }

  private void answer(long came) {
    gates.answered(came, now);
    answered++;
    if (now - came > TimeUnit.MILLISECONDS.toNanos(20)) late++;
  }

  private void forget() {
    answered = 0;
    late = 0;
  }
}
