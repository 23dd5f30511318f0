package id.kuota.http.edge.preparation;

import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.persistence.readmodel.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is known at one moment about a sale and the system that is to run it.
 *
 * @param awake the sale's quotas that have published news within the last seconds, and where they
 *     live; not more than the picture of the cluster has
 * @param silentQuotas names of the sale's quotas that did not answer
 * @param canBePaid whether a gateway is configured
 * @param now by the clock of this node
 * @param lease validity of a node's lease
 */
record Facts(
    SaleView sale,
    List<ClusterJson.HotQuota> awake,
    List<String> silentQuotas,
    Surroundings surroundings,
    boolean canBePaid,
    Instant now,
    Duration lease) {

  Facts {
    awake = List.copyOf(awake);
    silentQuotas = List.copyOf(silentQuotas);
  }
}
