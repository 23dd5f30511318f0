package id.kuota.http.node.view;

import id.kuota.http.edge.cluster.ClusterJson;
import java.util.List;
import java.util.stream.Collectors;

/** The picture in one sentence. Pure. */
final class Verdict {

  /** More than these a sentence does not hold; the picture has them all. */
  private static final int NAMED = 3;

  private Verdict() {}

  static String of(
      int nodes,
      List<String> problems,
      List<ClusterJson.Move> moves,
      List<ClusterJson.Version> versions) {
    String state = problems.isEmpty() ? "all live and in touch" : named(problems);
    String moving = moves.isEmpty() ? "nothing moves" : moving(moves.size());
    return "%d %s, %s; %s%s."
        .formatted(nodes, nodes == 1 ? "node" : "nodes", state, moving, mix(versions));
  }

  private static String moving(int moves) {
    return moves == 1 ? "1 move is under way" : moves + " moves are under way";
  }

  private static String named(List<String> problems) {
    String first = problems.stream().limit(NAMED).collect(Collectors.joining("; "));
    int more = problems.size() - NAMED;
    return more > 0 ? first + "; and " + more + " more" : first;
  }

  private static String mix(List<ClusterJson.Version> versions) {
    return versions.size() < 2
        ? ""
        : versions.stream()
            .map(it -> "%d of %s".formatted(it.nodes(), it.version()))
            .collect(Collectors.joining(", ", "; versions are mixed: ", ""));
  }
}
