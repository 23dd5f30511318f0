package id.kuota.http.node.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From when until when a take-over is timed. */
final class TakeOversTest {

  private final TakeOvers takeOvers = new TakeOvers();

  @Test
  void shardsOfALostMemberAreAwayFromTheMomentItWasSilent() {
    takeOvers.unreachable("a", at(10));
    assertThat(takeOvers.isAwaiting(at(11))).as("it may come back").isFalse();
    assertThat(takeOvers.started(at(11))).isEmpty();
    takeOvers.downed("a", at(13));
    takeOvers.removed("a");
    assertThat(takeOvers.isAwaiting(at(13))).isTrue();

    assertThat(takeOvers.started(at(15))).containsExactly(ended(TakeOvers.Cause.LOST, 5));
    assertThat(takeOvers.isAwaiting(at(15))).isFalse();
    assertThat(takeOvers.started(at(16))).as("only the first shard counts").isEmpty();
  }

  @Test
  void shardsOfAMemberThatLeavesAreAwayFromItsNotice() {
    takeOvers.leaves("a", at(1));
    takeOvers.unreachable("a", at(2));
    takeOvers.downed("a", at(3));

    assertThat(takeOvers.started(at(4))).containsExactly(ended(TakeOvers.Cause.LEFT, 3));
  }

  @Test
  void aMemberThatCameBackIsSilentAnewTheNextTime() {
    takeOvers.unreachable("a", at(1));
    takeOvers.reachable("a");
    takeOvers.unreachable("a", at(100));
    takeOvers.downed("a", at(102));

    assertThat(takeOvers.started(at(103))).containsExactly(ended(TakeOvers.Cause.LOST, 3));
  }

  @Test
  void oneThatIsDownedWithoutHavingBeenSilentIsTimedFromThen() {
    takeOvers.downed("a", at(5));
    takeOvers.leaves("b", at(6));

    assertThat(takeOvers.started(at(8)))
        .containsExactlyInAnyOrder(ended(TakeOvers.Cause.LOST, 3), ended(TakeOvers.Cause.LEFT, 2));
  }

  @Test
  void withoutARequestForAShardNothingIsTimed() {
    takeOvers.leaves("a", at(0));

    long late = at(0) + TakeOvers.WAIT_MAX.toNanos() + 1;
    assertThat(takeOvers.isAwaiting(late)).isFalse();
    assertThat(takeOvers.started(late)).isEmpty();
  }

  private static long at(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private static TakeOvers.Ended ended(TakeOvers.Cause cause, long seconds) {
    return new TakeOvers.Ended(cause, Duration.ofSeconds(seconds));
  }
}
