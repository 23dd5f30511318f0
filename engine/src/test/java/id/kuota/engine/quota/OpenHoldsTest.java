package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.owner;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OpenHoldsTest {

  @Test
  void allAtOnceIsAsOneAfterTheOther() {
    List<OpenHolds.OpenHold> many =
        IntStream.range(0, 5_000).mapToObj(number -> hold("buyer" + number, 1, number)).toList();
    OpenHolds oneByOne = OpenHolds.NONE;
    for (OpenHolds.OpenHold hold : many) oneByOne = oneByOne.with(hold);
    OpenHolds together = OpenHolds.of(many);
    assertThat(content(together)).isEqualTo(content(oneByOne)).hasSize(5_000);
    assertThat(together.units())
        .isEqualTo(oneByOne.units())
        .isEqualTo(IntStream.range(0, 5_000).sum());
    assertThat(together.find(owner("buyer77"))).contains(hold("buyer77", 1, 77));
  }

  @Test
  void ofSeveralOfOneOwnerTheLastCounts() {
    OpenHolds holds =
        OpenHolds.of(List.of(hold("ani", 1, 4), hold("budi", 1, 1), hold("ani", 2, 3)));
    assertThat(holds.find(owner("ani"))).contains(hold("ani", 2, 3));
    assertThat(holds.size()).isEqualTo(2);
    assertThat(holds.units()).isEqualTo(4);
  }

  @Test
  void whatIsBuiltAtOnceIsImmutableToo() {
    OpenHolds before = OpenHolds.of(List.of(hold("ani", 1, 4)));
    OpenHolds after = before.with(hold("budi", 1, 1)).without(owner("ani"));
    assertThat(before.units()).isEqualTo(4);
    assertThat(after.units()).isEqualTo(1);
    assertThat(OpenHolds.of(List.of()).size()).isZero();
  }

  private static OpenHolds.OpenHold hold(String owner, long attempt, int quantity) {
    return new OpenHolds.OpenHold(
        owner(owner), attempt, quantity, at("10:15"), OptionalLong.empty());
  }

  private static Set<OpenHolds.OpenHold> content(OpenHolds holds) {
    var all = new HashSet<OpenHolds.OpenHold>();
    holds.forEach(all::add);
    return all;
  }
}
