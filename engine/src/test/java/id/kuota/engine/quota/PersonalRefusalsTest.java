package id.kuota.engine.quota;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PersonalRefusalsTest {

  private static final QuotaId ANIS = QuotaId.personal("concert", "ani");
  private static final HoldId ORDER = new HoldId("order");
  private static final QuotaRequest.Hold HOLD =
      new QuotaRequest.Hold(ORDER, 1, 2, Instant.parse("2026-11-21T10:00:00Z"), OptionalLong.of(4));
  private static final QuotaRequest.Release RELEASE =
      new QuotaRequest.Release(ORDER, OptionalLong.empty());

  private final AtomicLong nanos = new AtomicLong();
  private final PersonalRefusals refusals = new PersonalRefusals(nanos::get);

  @Test
  void aBuyerAtTheLimitIsRefusedAndASmallerOrderIsNot() {
    refusals.heard(ANIS, HOLD, new QuotaAnswer.Refused(QuotaRefusal.TAKEN_FOR_NOW, 1));
    assertThat(refusals.hasTooFewFor(ANIS, 2)).isTrue();
    assertThat(refusals.hasTooFewFor(ANIS, 1)).isFalse();
    assertThat(refusals.hasTooFewFor(QuotaId.personal("concert", "budi"), 2)).isFalse();
  }

  @Test
  void oldNewsRefusesNoBuyer() {
    refusals.heard(ANIS, HOLD, new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 0));
    nanos.addAndGet(Limits.AVAILABILITY_TRUSTED.toNanos() - 1);
    assertThat(refusals.hasTooFewFor(ANIS, 1)).isTrue();
    nanos.incrementAndGet();
    assertThat(refusals.hasTooFewFor(ANIS, 1)).isFalse();
  }

  @Test
  void whatIsGivenBackCanBeHadAtOnce() {
    refusals.heard(ANIS, HOLD, new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 0));
    refusals.heard(ANIS, new QuotaRequest.Settle(ORDER, 1), new QuotaAnswer.Ended());
    assertThat(refusals.hasTooFewFor(ANIS, 1)).as("sold is not free").isTrue();
    refusals.heard(ANIS, RELEASE, new QuotaAnswer.Ended());
    assertThat(refusals.hasTooFewFor(ANIS, 1)).isFalse();
  }

  @Test
  void aGrantIsNewerNews() {
    refusals.heard(ANIS, HOLD, new QuotaAnswer.Refused(QuotaRefusal.TAKEN_FOR_NOW, 0));
    refusals.heard(ANIS, HOLD, new QuotaAnswer.Granted(HOLD.until()));
    assertThat(refusals.hasTooFewFor(ANIS, 1)).isFalse();
  }

  @Test
  void otherRefusalsAndSharedQuotasSayNothingAboutABuyer() {
    refusals.heard(ANIS, HOLD, new QuotaAnswer.Refused(QuotaRefusal.OVERLOADED, 0));
    assertThat(refusals.hasTooFewFor(ANIS, 1)).isFalse();
    QuotaId shared = QuotaId.shared("concert", "cat1");
    refusals.heard(shared, HOLD, new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 0));
    assertThat(refusals.hasTooFewFor(shared, 1)).isFalse();
  }

  @Test
  void keepsSoManyAtMost() {
    int buyers = 2 * Limits.PERSONAL_REFUSALS_MAX;
    for (int buyer = 0; buyer < buyers; buyer++) {
      refusals.heard(quota(buyer), HOLD, new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 0));
    }
    assertThat(
            IntStream.range(0, buyers)
                .filter(buyer -> refusals.hasTooFewFor(quota(buyer), 1))
                .count())
        .isPositive()
        .isLessThanOrEqualTo(Limits.PERSONAL_REFUSALS_MAX);
  }

  private static QuotaId quota(int buyer) {
    return QuotaId.personal("concert", "buyer-" + buyer);
  }
}
