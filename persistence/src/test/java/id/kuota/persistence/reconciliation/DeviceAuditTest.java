package id.kuota.persistence.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.JournalPosition;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DeviceAuditTest {

  private static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
  private static final DeviceId DEVICE = new DeviceId("dev_0123456789abcdefghjkmnpqrs");
  private static final DeviceEvent.DeviceInvited INVITED =
      new DeviceEvent.DeviceInvited(
          DEVICE,
          new DeviceTerms(new SaleId("java-jazz"), "north", DeviceTerms.Role.STEWARD),
          "operator",
          AT);
  private static final DeviceEvent.DeviceInitialized INITIALIZED =
      new DeviceEvent.DeviceInitialized("nonce-1", "", AT);
  private static final DeviceEvent.DeviceRevoked REVOKED =
      new DeviceEvent.DeviceRevoked("lost", "operator", AT);

  @Test
  void aDeviceThatWasInvitedUsedAndRevokedIsAsItShouldBe() {
    assertThat(applies(INVITED, INITIALIZED, rolled(2), rolled(3), REVOKED)).isTrue();
    assertThat(applies(INVITED, REVOKED)).isTrue();
  }

  @Test
  void whatCannotFollowIsNoticed() {
    assertThat(applies(INITIALIZED)).isFalse();
    assertThat(applies(REVOKED)).isFalse();
    assertThat(applies(INVITED, INVITED)).isFalse();
    assertThat(applies(INVITED, rolled(2))).isFalse();
    assertThat(applies(INVITED, INITIALIZED, INITIALIZED)).isFalse();
    assertThat(applies(INVITED, INITIALIZED, rolled(3))).isFalse();
    assertThat(applies(INVITED, REVOKED, INITIALIZED)).isFalse();
  }

  private static boolean applies(DeviceEvent... events) {
    var audit = new DeviceAudit(DEVICE.value());
    boolean all = true;
    for (int i = 0; i < events.length; i++) {
      all &= audit.apply(events[i], i + 1, new JournalPosition(1, i + 1));
    }
    return all;
  }

  private static DeviceEvent.DeviceKeyRolled rolled(int number) {
    return new DeviceEvent.DeviceKeyRolled(number, "nonce-" + number, AT);
  }
}
