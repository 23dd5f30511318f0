package id.kuota.load.flashsale;

import id.kuota.load.buyer.BuyerPlan;
import id.kuota.load.buyer.BuyerPlans;
import id.kuota.load.ledger.ClientLedger;
import id.kuota.load.report.Meter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What all buyers of a run share. Thread-safe. */
public final class FlashSaleRun {

  /**
   * Buyers that may be on their visit at the same time. Each may have a connection, and the open
   * files of this process are bounded as well as those of the server.
   */
  public static final int INSIDE_MAX = 6_000;

  private final Settings settings;
  private final BuyerPlans plans;
  private final ClientLedger ledger;
  private final Meter meter;
  private final Semaphore places = new Semaphore(INSIDE_MAX);
  private final LongAdder turnedAway = new LongAdder();
  private final AtomicLong ordinary = new AtomicLong();
  private final AtomicLong pushing = new AtomicLong();

  /**
   * What was asked for on the command line.
   *
   * @param rate ordinary buyers a second
   * @param pushingShare buyers on top that ask for what cannot be had, as a share of the rate
   * @param patience how long a buyer waits for one answer
   */
  public record Settings(
      URI url,
      double rate,
      double pushingShare,
      Duration ramp,
      Duration fullRate,
      Duration patience,
      Duration hold) {

    /** Returns the time after which unfinished buyers are ended. */
    Duration longest() {
      return ramp.plus(fullRate).plus(hold).plus(patience.multipliedBy(2)).plusSeconds(30);
    }
  }

  public FlashSaleRun(Settings settings, BuyerPlans plans, ClientLedger ledger, Meter meter) {
    this.settings = settings;
    this.plans = plans;
    this.ledger = ledger;
    this.meter = meter;
  }

  public Settings settings() {
    return settings;
  }

  public ClientLedger ledger() {
    return ledger;
  }

  public Meter meter() {
    return meter;
  }

  /** Returns buyers that were not even sent, since {@link #INSIDE_MAX} were still busy. */
  public long turnedAway() {
    return turnedAway.sum();
  }

  /** Returns whether there is a place for one more; a buyer that gets one must leave. */
  boolean enter() {
    boolean entered = places.tryAcquire();
    if (!entered) turnedAway.increment();
    return entered;
  }

  void leave() {
    places.release();
  }

  BuyerPlan nextOrdinary() {
    return plans.ordinary(ordinary.incrementAndGet());
  }

  BuyerPlan nextPushing() {
    return plans.pushing(pushing.incrementAndGet());
  }
}
