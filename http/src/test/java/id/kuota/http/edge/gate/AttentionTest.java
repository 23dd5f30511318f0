package id.kuota.http.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.readmodel.DevicePresence;
import id.kuota.persistence.readmodel.GateDevices;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttentionTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:10:00Z");

  @ParameterizedTest(name = "{0}, seen {1} s ago, {2} unsent: {3}")
  @CsvSource({
    "active,  0,    0, []",
    "active,  120,  0, []",
    "active,  121,  0, [NOT_SEEN]",
    "active,  0,    1, [UNSENT_SCANS]",
    "active,  3600, 7, '[NOT_SEEN, UNSENT_SCANS]'",
    "revoked, 3600, 7, []",
    "invited, 3600, 0, []"
  })
  void devicesThatNeedAttention(String status, long secondsAgo, long unsent, String expected) {
    var presence = new DevicePresence(NOW.minusSeconds(secondsAgo), 81L, false, unsent, null, null);
    assertThat(Attention.of(listed(status, presence), NOW)).hasToString(expected);
  }

  @Test
  void aDeviceThatWasNeverSeenIsMissedSinceItCame() {
    GateDevices.Listed never = listed("active", null);
    Instant came = never.changedAt();
    assertThat(Attention.of(never, came.plus(GateDevices.UNSEEN_MAX))).isEmpty();
    assertThat(Attention.of(never, came.plus(GateDevices.UNSEEN_MAX).plusMillis(1)))
        .containsExactly(Attention.NOT_SEEN);
  }

  @Test
  void aDeviceThatSaysNothingOfItsScansHasNone() {
    assertThat(Attention.of(listed("active", DevicePresence.seen(NOW)), NOW)).isEqualTo(List.of());
  }

  private static GateDevices.Listed listed(String status, @Nullable DevicePresence presence) {
    return new GateDevices.Listed(
        "dev_1", "North", "steward", "", status, 1, "page", NOW, NOW, presence);
  }
}
