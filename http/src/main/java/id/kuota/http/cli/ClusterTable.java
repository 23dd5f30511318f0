package id.kuota.http.cli;

import id.kuota.http.cli.cluster.LocalNode;
import id.kuota.http.edge.cluster.ClusterJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The nodes of this machine as a table: what their processes do, and what one of them sees. Pure.
 *
 * @param picture empty while no node answers
 */
record ClusterTable(List<Row> nodes, Optional<ClusterJson> picture) {

  private static final int HOT_QUOTAS = 5;

  /** A node of this machine; its process' number is 0 while there is none. */
  record Row(int number, long pid, String url, String address, LocalNode.State state) {

    static Row of(LocalNode node) {
      return new Row(
          node.ports().number(),
          node.pid().orElse(0L),
          node.ports().url(),
          node.ports().address(),
          node.state());
    }

    /** Returns what it does in words. */
    String words() {
      return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  ClusterTable {
    nodes = List.copyOf(nodes);
  }

  List<String> lines() {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of("node", "process", "API", "in the cluster as", "member", "shards", "entities"));
    nodes.forEach(node -> rows.add(row(node)));
    var lines = new ArrayList<String>();
    lines.add("");
    lines.addAll(new Table(rows, 5).lines());
    picture.ifPresent(it -> lines.addAll(of(it)));
    return lines;
  }

  private List<String> row(Row node) {
    Optional<ClusterJson.Member> member =
        picture.stream()
            .flatMap(it -> it.members().stream())
            .filter(it -> it.address().equals(node.address()))
            .findFirst();
    boolean isOldest = picture.map(it -> node.address().equals(it.oldest())).orElse(false);
    return List.of(
        node.number() + "  " + node.words(),
        node.pid() == 0 ? "-" : String.valueOf(node.pid()),
        node.url(),
        node.address(),
        member.map(it -> status(it) + (isOldest ? ", oldest" : "")).orElse("-"),
        member
            .map(it -> it.shards().stream().mapToInt(ClusterJson.Shards::shards).sum())
            .map(String::valueOf)
            .orElse("-"),
        member
            .map(it -> it.shards().stream().mapToInt(ClusterJson.Shards::entities).sum())
            .map(String::valueOf)
            .orElse("-"));
  }

  private static String status(ClusterJson.Member member) {
    return member.reachable() ? member.status() : "unreachable";
  }

  private static List<String> of(ClusterJson picture) {
    var lines = new ArrayList<String>();
    lines.add(picture.verdict());
    picture.hotQuotas().stream()
        .limit(HOT_QUOTAS)
        .forEach(
            quota ->
                lines.add(
                    "hot: %s lives at %s: %d available, %d held"
                        .formatted(
                            quota.id(),
                            quota.node() == null ? "no node now" : quota.node(),
                            quota.available(),
                            quota.held())));
    return lines;
  }
}
