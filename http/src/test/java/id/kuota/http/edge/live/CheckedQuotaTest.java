package id.kuota.http.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.QuotaId;
import id.kuota.persistence.readmodel.LiveSale;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CheckedQuotaTest {

  private final LiveSale.Quota quota = LivePictures.quota();
  private final Map<QuotaId, Boolean> verdicts = new HashMap<>();

  @Test
  void theFreeUnitsAreThoseOfTheEntityOnceBothHaveSeenTheSameEvent() {
    assertThat(compare(77, 3, 7)).isEqualTo(new CheckedQuota(quota, 77, true));
    assertThat(compare(76, 3, 7)).isEqualTo(new CheckedQuota(quota, 76, false));
    assertThat(compare(77, 2, 7)).isEqualTo(new CheckedQuota(quota, 77, false));
  }

  @Test
  void atDifferentEventsNothingIsComparedAndTheLastVerdictStands() {
    assertThat(compare(50, 30, 8)).isEqualTo(new CheckedQuota(quota, 77, true));
    compare(76, 3, 7);
    assertThat(compare(50, 30, 8)).isEqualTo(new CheckedQuota(quota, 77, false));
    assertThat(CheckedQuota.of(quota, Optional.empty(), verdicts).addsUp()).isFalse();
    compare(77, 3, 7);
    assertThat(CheckedQuota.of(quota, Optional.empty(), verdicts).addsUp()).isTrue();
  }

  private CheckedQuota compare(long available, long held, long revision) {
    return CheckedQuota.of(
        quota,
        Optional.of(new Availability(LivePictures.CAT1, available, held, revision)),
        verdicts);
  }
}
