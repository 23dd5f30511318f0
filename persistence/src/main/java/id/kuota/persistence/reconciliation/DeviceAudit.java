package id.kuota.persistence.reconciliation;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.device.DeviceEvent;
import id.kuota.persistence.projection.JournalPosition;

/** One device: it was invited first, its keys were counted, and nothing came after its end. */
final class DeviceAudit implements StreamAudit {

  private final String id;
  private int key;
  private boolean isRevoked;

  DeviceAudit(String id) {
    this.id = id;
  }

  @Override
  public boolean apply(JournalEvent event, long sequenceNumber, JournalPosition position) {
    if (!(event instanceof DeviceEvent deviceEvent) || isRevoked) return false;
    boolean isFirst = sequenceNumber == 1;
    return switch (deviceEvent) {
      case DeviceEvent.DeviceInvited invited -> isFirst && invited.device().value().equals(id);
      case DeviceEvent.DeviceInitialized initialized -> !isFirst && follows(1);
      case DeviceEvent.DeviceKeyRolled rolled -> key > 0 && follows(rolled.number());
      case DeviceEvent.DeviceRevoked revoked -> {
        isRevoked = true;
        yield !isFirst;
      }
    };
  }

  private boolean follows(int number) {
    key++;
    return key == number;
  }

  @Override
  public void end() {}
}
