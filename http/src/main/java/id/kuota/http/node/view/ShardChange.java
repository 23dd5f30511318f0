package id.kuota.http.node.view;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How the numbers of a node's shards have changed, in words. Pure. */
final class ShardChange {

  private ShardChange() {}

  /** Returns each type that has changed with its number now and the difference. */
  static String words(Map<String, Integer> before, Map<String, Integer> now) {
    var types = new TreeSet<>(before.keySet());
    types.addAll(now.keySet());
    return types.stream()
        .filter(type -> !count(before, type).equals(count(now, type)))
        .map(
            type ->
                "%s=%d (%+d)"
                    .formatted(
                        type.toLowerCase(Locale.ROOT),
                        count(now, type),
                        count(now, type) - count(before, type)))
        .collect(Collectors.joining(" "));
  }

  private static Integer count(Map<String, Integer> shards, String type) {
    return shards.getOrDefault(type, 0);
  }
}
