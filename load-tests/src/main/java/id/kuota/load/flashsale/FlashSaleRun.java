package id.kuota.load.flashsale;

import id.kuota.load.buyer.BuyerPlan;
import id.kuota.load.buyer.BuyerPlans;
import id.kuota.load.ledger.Ledger;
import id.kuota.load.report.Meter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What all buyers of a run share. Thread-safe. */
public final class FlashSaleRun {

  private final Settings settings;
  private final BuyerPlans plans;
  private final Ledger ledger;
  private final Meter meter;
  private final AtomicLong ordinary = new AtomicLong();
  private final AtomicLong pushing = new AtomicLong();

  /**
   * What was asked for on the command line.
   *
   * @param rate ordinary buyers a second
   * @param pushingShare buyers on top who ask for what cannot be had, as a share of the rate
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

    /** When whoever has not finished is sent home. */
    Duration longest() {
      return ramp.plus(fullRate).plus(hold).plus(patience.multipliedBy(2)).plusSeconds(30);
    }
  }

  public FlashSaleRun(Settings settings, BuyerPlans plans, Ledger ledger, Meter meter) {
    this.settings = settings;
    this.plans = plans;
    this.ledger = ledger;
    this.meter = meter;
  }

  public Settings settings() {
    return settings;
  }

  public Ledger ledger() {
    return ledger;
  }

  public Meter meter() {
    return meter;
  }

  BuyerPlan nextOrdinary() {
    return plans.ordinary(ordinary.incrementAndGet());
  }

  BuyerPlan nextPushing() {
    return plans.pushing(pushing.incrementAndGet());
  }
}
