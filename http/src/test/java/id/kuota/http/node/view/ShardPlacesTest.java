package id.kuota.http.node.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What has moved is known from one look to the next. */
class ShardPlacesTest {

  private static final long SECOND = 1_000_000_000L;

  private final ShardPlaces places = new ShardPlaces();

  @Test
  void theFirstLookKnowsNoMove() {
    assertThat(places.seen(List.of(has("a", "1", "2"), has("b", "3")), 0)).isEmpty();
  }

  @Test
  void aShardWithoutANodeIsOnItsWay() {
    places.seen(List.of(has("a", "1", "2"), has("b", "3")), 0);
    assertThat(places.seen(List.of(has("b", "3")), SECOND))
        .containsExactly(new ShardPlaces.Moved("Quota", 2, "a", Optional.empty()));
  }

  @Test
  void aShardThatHasArrivedIsToldForAWhile() {
    places.seen(List.of(has("a", "1"), has("b", "3")), 0);
    var moved = new ShardPlaces.Moved("Quota", 1, "a", Optional.of("b"));
    List<Sighting.Region> after = List.of(has("b", "1", "3"));
    assertThat(places.seen(after, SECOND)).containsExactly(moved);
    assertThat(places.seen(after, ShardPlaces.TOLD.toNanos())).containsExactly(moved);
    assertThat(places.seen(after, ShardPlaces.TOLD.toNanos() + 2 * SECOND)).isEmpty();
  }

  @Test
  void theShardsOfASilentNodeStayWhereTheyWere() {
    places.seen(List.of(has("a", "1"), has("b", "3")), 0);
    var silent = new Sighting.Region("a", "Quota", Optional.empty());
    assertThat(places.seen(List.of(silent, has("b", "3")), SECOND)).isEmpty();
  }

  private static Sighting.Region has(String node, String... shards) {
    Map<String, Integer> entities =
        Stream.of(shards).collect(Collectors.toMap(shard -> shard, shard -> 1));
    return new Sighting.Region(node, "Quota", Optional.of(entities));
  }
}
