package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.QUOTA;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AvailabilityCacheTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // Nano time may wrap.
  private final AvailabilityCache availability = new AvailabilityCache(nanos::get);

  @Test
  void withoutNewsNoBuyerIsRefused() {
    assertThat(availability.refusal(QUOTA, 1)).isEmpty();
    assertThat(availability.latest(QUOTA)).isEmpty();
  }

  @Test
  void asLongAsOneUnitIsFreeTheQuotaItselfIsAsked() {
    post(1, 0, 1);
    assertThat(availability.refusal(QUOTA, 1)).isEmpty();
    assertThat(availability.refusal(QUOTA, 1_000)).isEmpty();
  }

  @Test
  void whatIsHeldMayComeBack() {
    post(0, 3, 1);
    assertThat(availability.refusal(QUOTA, 3)).contains(QuotaRefusal.TAKEN_FOR_NOW);
    assertThat(availability.refusal(QUOTA, 4)).contains(QuotaRefusal.SOLD_OUT);
    post(0, 0, 2);
    assertThat(availability.refusal(QUOTA, 1)).contains(QuotaRefusal.SOLD_OUT);
  }

  @Test
  void afterAForcedCutWhatIsHeldComesBackToFillTheHoleFirst() {
    post(-2, 3, 1);
    assertThat(availability.refusal(QUOTA, 1)).contains(QuotaRefusal.TAKEN_FOR_NOW);
    assertThat(availability.refusal(QUOTA, 2)).contains(QuotaRefusal.SOLD_OUT);
  }

  @Test
  void oldNewsRefusesNoBuyer() {
    post(0, 0, 1);
    nanos.addAndGet(Limits.AVAILABILITY_TRUSTED.toNanos());
    assertThat(availability.refusal(QUOTA, 1)).isPresent();
    nanos.addAndGet(1);
    assertThat(availability.refusal(QUOTA, 1)).isEmpty();
    assertThat(availability.latest(QUOTA)).contains(new Availability(QUOTA, 0, 0, 1));
  }

  @Test
  void newsThatWasOvertakenIsDropped() {
    post(5, 0, 8);
    post(0, 5, 7);
    assertThat(availability.latest(QUOTA)).contains(new Availability(QUOTA, 5, 0, 8));
    assertThat(availability.refusal(QUOTA, 1)).isEmpty();
  }

  @Test
  void theSameNewsAgainIsFreshAgain() {
    post(0, 0, 1);
    nanos.addAndGet(Limits.AVAILABILITY_TRUSTED.toNanos());
    post(0, 0, 1);
    nanos.addAndGet(1);
    assertThat(availability.refusal(QUOTA, 1)).contains(QuotaRefusal.SOLD_OUT);
  }

  private void post(long available, long held, long revision) {
    availability.post(new Availability(QUOTA, available, held, revision));
  }
}
