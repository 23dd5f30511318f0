package id.kuota.http.node.view;

import id.kuota.engine.quota.Availability;
import id.kuota.persistence.lease.LeaseRecord;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.projection.ProjectionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at the cluster has found.
 *
 * @param self the address of the node that looks
 * @param oldest the member on which the coordinators run
 * @param leases those that are not fenced, and the latest that are
 * @param numberOfShards of each type
 * @param quotas shared quotas that have changed lately
 * @param moved shards that have changed their node lately
 * @param unknown what could not be learned, each as a sentence
 */
record Sighting(
    Instant at,
    String self,
    Optional<String> oldest,
    List<Member> members,
    List<LeaseRecord> leases,
    LeaseTimes times,
    List<Region> regions,
    int numberOfShards,
    List<Quota> quotas,
    List<ProjectionStatus> projections,
    List<ShardPlaces.Moved> moved,
    List<String> unknown) {

  Sighting {
    members = List.copyOf(members);
    leases = List.copyOf(leases);
    regions = List.copyOf(regions);
    quotas = List.copyOf(quotas);
    projections = List.copyOf(projections);
    moved = List.copyOf(moved);
    unknown = List.copyOf(unknown);
  }

  /** A member of the cluster. */
  record Member(String address, String status, boolean reachable) {}

  /**
   * The shards of a type on a node.
   *
   * @param shards how many entities of each are in memory; empty if the node did not answer in time
   */
  record Region(String node, String type, Optional<Map<String, Integer>> shards) {
    Region {
      shards = shards.map(Map::copyOf);
    }
  }

  /**
   * A hot quota.
   *
   * @param batchesPerSecond since the look before; empty if it was not hot then
   */
  record Quota(Availability news, Optional<Double> batchesPerSecond) {}
}
