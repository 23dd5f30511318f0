package id.kuota.http.node.view;

import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.persistence.lease.LeaseRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What is on its way between nodes, and why. Pure. */
record Moves(Sighting found) {

  List<ClusterJson.Move> all(List<ClusterJson.Member> members) {
    var moves = new ArrayList<ClusterJson.Move>();
    members.forEach(member -> add(member, moves));
    found.moved().stream()
        .collect(
            Collectors.groupingBy(
                moved -> List.of(moved.from(), moved.to().orElse("")),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .forEach(moved -> moves.add(shards(moved, members)));
    return moves;
  }

  /** Returns one move of shards that have the same way. */
  private ClusterJson.Move shards(List<ShardPlaces.Moved> moved, List<ClusterJson.Member> members) {
    ShardPlaces.Moved first = moved.getFirst();
    String why = reason(first.from(), members);
    return new ClusterJson.Move(
        "shards: "
            + moved.stream()
                .map(it -> it.shards() + " of " + it.type())
                .collect(Collectors.joining(", ")),
        first.from(),
        first.to().orElse(null),
        first.to().isPresent() ? why : why + "; the next request for one starts it");
  }

  private static void add(ClusterJson.Member member, List<ClusterJson.Move> moves) {
    String node = member.address();
    switch (member.status()) {
      case "starting" ->
          moves.add(joins(node, "it has a lease and is not a member yet: it warms up, or joins"));
      case "joining", "weaklyup" ->
          moves.add(joins(node, "it joins; it gets shards when all members have seen it"));
      case "leaving", "exiting" ->
          moves.add(leaves(node, "it stops: its shards are handed over, then it ends"));
      case "down" -> moves.add(leaves(node, "it is fenced: its shards start elsewhere"));
      case String status when !member.reachable() ->
          moves.add(
              leaves(
                  node,
                  "it is unreachable ("
                      + status
                      + "): when its lease has run out it is fenced, and its shards start"
                      + " elsewhere"));
      case String settled -> {}
    }
  }

  private static ClusterJson.Move joins(String node, String why) {
    return new ClusterJson.Move("node " + node, null, node, why);
  }

  private static ClusterJson.Move leaves(String node, String why) {
    return new ClusterJson.Move("node " + node, node, null, why);
  }

  /** Why shards are no longer at this node. */
  private String reason(String from, List<ClusterJson.Member> members) {
    return members.stream()
        .filter(member -> member.address().equals(from) && !member.status().equals("starting"))
        .findFirst()
        .map(
            member ->
                switch (member.status()) {
                  case "leaving", "exiting" -> from + " stops";
                  case "down" -> from + " is fenced";
                  case String settled ->
                      "balance: members get equal numbers, or the node has started again";
                })
        .orElseGet(() -> ended(from));
  }

  private String ended(String node) {
    return found.leases().stream()
        .filter(record -> record.lease().address().equals(node))
        .filter(record -> record.end().isPresent())
        .max(Comparator.comparingLong(record -> record.lease().epoch()))
        .flatMap(LeaseRecord::end)
        .map(end -> "%s has ended, by %s: %s".formatted(node, end.by(), end.reason()))
        .orElse(node + " is no member any more");
  }
}
