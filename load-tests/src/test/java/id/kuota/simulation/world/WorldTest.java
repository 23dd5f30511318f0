package id.kuota.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorldTest {

  private static final Network.End HERE = new Network.End("a", "node-1");
  private static final Network.End THERE = new Network.End("b", "node-2");
  private static final Duration END = Duration.ofMinutes(1);

  private final World world = new World(1, Story.told());

  @Test
  void whatIsDueFirstHappensFirstAndTheClockJumps() {
    var happened = new ArrayList<String>();
    world.after(Duration.ofSeconds(2), () -> happened.add("second at " + world.micros()));
    world.after(Duration.ofSeconds(1), () -> happened.add("first at " + world.micros()));
    world.after(Duration.ofHours(1), () -> happened.add("after the end"));
    runToTheEnd();
    assertThat(happened).containsExactly("first at 1000000", "second at 2000000");
  }

  @Test
  void randomNumbersFollowFromSeedAndNameAlone() {
    long drawn = new World(7, Story.untold()).random("buyer-1").nextLong();
    var other = new World(7, Story.untold());
    other.random("buyer-2").nextLong();
    assertThat(other.random("buyer-1").nextLong()).isEqualTo(drawn);
    assertThat(new World(8, Story.untold()).random("buyer-1").nextLong()).isNotEqualTo(drawn);
  }

  @Test
  void inCalmWeatherEachMessageArrivesOnceAndInOrder() {
    assertThat(received(Weather.CALM, Network.Repeat.ANY_TIME)).isEqualTo(numbers());
  }

  @Test
  void badWeatherLosesDuplicatesAndReorders() {
    var bad = new Weather(0.3, 0.5, 0.3, Duration.ofSeconds(5), false);
    List<Integer> received = received(bad, Network.Repeat.ANY_TIME);
    assertThat(received)
        .as("some come twice")
        .hasSizeGreaterThan((int) received.stream().distinct().count());
    assertThat(received).as("some come late").isNotEqualTo(received.stream().sorted().toList());
    assertThat(received)
        .as("some are lost")
        .doesNotContainSequence(numbers())
        .isSubsetOf(numbers());
    assertThat(received.stream().distinct().count()).isLessThan(100);
  }

  @Test
  void aMessageThatMayRepeatAtOnceOnlyComesTwiceInARow() {
    var doubling = new Weather(0, 1, 0, Duration.ofMillis(10), true);
    List<Integer> received = received(doubling, Network.Repeat.AT_ONCE);
    assertThat(received).hasSize(200);
    for (int i = 0; i < received.size(); i += 2) {
      assertThat(received.get(i)).isEqualTo(received.get(i + 1));
    }
  }

  @Test
  void machinesThatAreCutOffHearNothingUntilTheCutIsMended() {
    var network = new Network(world, Weather.CALM);
    var heard = new ArrayList<String>();
    network.cut("node-1", "node-2");
    network.send(HERE, THERE, Network.Repeat.ANY_TIME, () -> "one", () -> heard.add("one"));
    network.mend("node-2", "node-1");
    network.send(HERE, THERE, Network.Repeat.ANY_TIME, () -> "two", () -> heard.add("two"));
    runToTheEnd();
    assertThat(heard).containsExactly("two");
    assertThat(world.story().lines())
        .containsExactly(
            new Story.Sent(0, "a", "b", "one", true), new Story.Sent(0, "a", "b", "two", false));
  }

  private List<Integer> received(Weather weather, Network.Repeat repeat) {
    var network = new Network(world, weather);
    var received = new ArrayList<Integer>();
    for (int number : numbers()) {
      network.send(HERE, THERE, repeat, () -> "" + number, () -> received.add(number));
    }
    runToTheEnd();
    return received;
  }

  private static List<Integer> numbers() {
    return java.util.stream.IntStream.range(0, 100).boxed().toList();
  }

  private void runToTheEnd() {
    while (world.step(END)) {
      assertThat(world.micros()).isLessThanOrEqualTo(END.toNanos() / 1_000);
    }
  }
}
