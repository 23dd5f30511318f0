package id.kuota.http.node.view;

import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.persistence.projection.ProjectionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operator should look at, each as the part of a sentence. Pure. */
record Problems(List<ClusterJson.Member> members, Sighting found) {

  List<String> all() {
    var problems = new ArrayList<String>();
    for (ClusterJson.Member member : members) {
      String node = member.address();
      if (!member.reachable()) {
        problems.add(node + " is unreachable");
      } else if (member.silent()) {
        problems.add(node + " is silent: it did not say in time which shards it has");
      }
      ClusterJson.Lease lease = member.lease();
      if (lease == null) {
        problems.add(node + " is a member without a lease");
      } else if (lease.state().equals("late")) {
        problems.add(
            String.format(
                Locale.ROOT, "%s has not renewed its lease for %.1f s", node, lease.ageMs() / 1e3));
      } else {
        deaf(member, lease).ifPresent(problems::add);
      }
    }
    found.projections().stream()
        .filter(Problems::isTroubled)
        .map(it -> "projection %s: %s".formatted(it.name(), it.failure().orElse("in trouble")))
        .forEach(problems::add);
    problems.addAll(found.unknown());
    return problems;
  }

  /** Nodes that start are not heard yet. */
  private Optional<String> deaf(ClusterJson.Member member, ClusterJson.Lease lease) {
    List<String> missed =
        members.stream()
            .filter(other -> other.status().equals("up") && member.status().equals("up"))
            .map(ClusterJson.Member::address)
            .filter(other -> !lease.hears().contains(other))
            .toList();
    return missed.isEmpty()
        ? Optional.empty()
        : Optional.of("%s does not hear %s".formatted(member.address(), String.join(", ", missed)));
  }

  private static boolean isTroubled(ProjectionStatus status) {
    return status.state() == ProjectionStatus.State.FAILED
        || status.state() == ProjectionStatus.State.RETRYING;
  }
}
