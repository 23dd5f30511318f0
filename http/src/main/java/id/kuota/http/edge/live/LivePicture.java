package id.kuota.http.edge.live;

import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.telemetry.RecentLatency;
import id.kuota.persistence.readmodel.LiveSale;
import java.util.List;
import java.util.Optional;

/**
 * All that a live view shows of one moment.
 *
 * @param quotas of the sale, in its order
 * @param underway empty if the terms of the sale could not be learned
 * @param cluster empty if it could not be learned
 * @param breakers of this node
 * @param latency times in which this node answered orders; empty without any
 */
record LivePicture(
    LiveSale sale,
    List<CheckedQuota> quotas,
    Optional<OrdersUnderway> underway,
    Optional<ClusterJson> cluster,
    List<GatewayCalls.Breaker> breakers,
    Optional<RecentLatency.Percentiles> latency) {

  LivePicture {
    quotas = List.copyOf(quotas);
    breakers = List.copyOf(breakers);
  }

  /** Returns a copy with this picture of the cluster. */
  LivePicture with(Optional<ClusterJson> seen) {
    return new LivePicture(sale, quotas, underway, seen, breakers, latency);
  }
}
