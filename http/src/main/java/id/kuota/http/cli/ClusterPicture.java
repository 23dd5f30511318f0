package id.kuota.http.cli;

import id.kuota.http.edge.cluster.ClusterJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a node says of its cluster, as tables for people. Pure. */
record ClusterPicture(ClusterJson cluster) {

  private static final int FIRST_TYPE = 4;

  /** Returns the verdict, then members with their shards, hot quotas, projections and moves. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("as %s sees it: %s".formatted(cluster.answeredBy(), cluster.verdict()));
    lines.addAll(members());
    if (!cluster.hotQuotas().isEmpty()) lines.addAll(quotas());
    if (!cluster.projections().isEmpty()) lines.addAll(projections());
    if (!cluster.moves().isEmpty()) lines.addAll(moves());
    return lines;
  }

  private List<String> members() {
    List<String> types =
        cluster.members().stream()
            .flatMap(member -> member.shards().stream())
            .map(ClusterJson.Shards::type)
            .distinct()
            .toList();
    var rows = new ArrayList<List<String>>();
    var head = new ArrayList<>(List.of("member", "status", "version", "entities"));
    types.forEach(
        type ->
            head.add(
                (head.size() == FIRST_TYPE ? "shards of: " : "") + type.toLowerCase(Locale.ROOT)));
    rows.add(head);
    for (ClusterJson.Member member : cluster.members()) {
      ClusterJson.Lease lease = member.lease();
      var row = new ArrayList<String>();
      row.add(member.address() + (member.address().equals(cluster.oldest()) ? " (oldest)" : ""));
      row.add(status(member));
      row.add(lease == null ? "-" : lease.version());
      row.add(
          member.silent()
              ? "?"
              : String.valueOf(
                  member.shards().stream().mapToInt(ClusterJson.Shards::entities).sum()));
      types.forEach(type -> row.add(shards(member, type)));
      rows.add(row);
    }
    return new Table(rows, 3).lines();
  }

  private static String status(ClusterJson.Member member) {
    if (!member.reachable()) return member.status() + ", unreachable";
    return member.silent() ? member.status() + ", silent" : member.status();
  }

  private static String shards(ClusterJson.Member member, String type) {
    return member.shards().stream()
        .filter(shards -> shards.type().equals(type))
        .map(shards -> String.valueOf(shards.shards()))
        .findFirst()
        .orElse(member.silent() ? "?" : "-");
  }

  private List<String> quotas() {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("hot quota", "lives at", "available", "held", "batches/s"));
    cluster
        .hotQuotas()
        .forEach(
            quota ->
                rows.add(
                    List.of(
                        quota.id(),
                        quota.node() == null ? "(no node)" : quota.node(),
                        String.valueOf(quota.available()),
                        String.valueOf(quota.held()),
                        quota.batchesPerSecond() == null
                            ? "-"
                            : String.valueOf(quota.batchesPerSecond()))));
    return new Table(rows, 2).lines();
  }

  private List<String> projections() {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("projection", "state", "node", "applied", "behind", "lag"));
    cluster
        .projections()
        .forEach(
            it ->
                rows.add(
                    List.of(
                        it.name(),
                        it.state(),
                        it.node() == null ? "-" : it.node(),
                        String.valueOf(it.applied()),
                        String.valueOf(it.behind()),
                        String.format(Locale.ROOT, "%.1f s", it.lagMs() / 1e3))));
    return new Table(rows, 3).lines();
  }

  private List<String> moves() {
    return cluster.moves().stream()
        .map(
            move ->
                "moves: %s%s%s: %s"
                    .formatted(
                        move.what(),
                        move.from() == null || move.what().endsWith(move.from())
                            ? ""
                            : " from " + move.from(),
                        move.to() == null || move.what().endsWith(move.to())
                            ? ""
                            : " to " + move.to(),
                        move.why()))
        .collect(Collectors.toList());
  }
}
