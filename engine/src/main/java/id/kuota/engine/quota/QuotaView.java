package id.kuota.engine.quota;

import id.kuota.engine.ClusterMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the outside may see of a quota.
 *
 * @param available {@code capacity - held - sold}; negative after a forced cut
 * @param openHolds number of holds that {@code held} consists of
 * @param nextDeadline the earliest deadline among them
 * @param capacitySince when the capacity was last set
 * @param capacityReason why it was last set
 * @param revision sequence number of the last event in the numbers
 */
public record QuotaView(
    QuotaId quota,
    long capacity,
    long available,
    long held,
    long sold,
    int openHolds,
    @Nullable Instant nextDeadline,
    Instant capacitySince,
    String capacityReason,
    long revision)
    implements ClusterMessage {

  public Availability availability() {
    return new Availability(quota, available, held, revision);
  }
}
