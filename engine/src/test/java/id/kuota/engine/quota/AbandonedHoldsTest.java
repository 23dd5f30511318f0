package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.owner;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AbandonedHoldsTest {

  private static final Instant NOW = at("10:00");
  private static final Instant NEXT_LOOK = NOW.plus(Limits.NODE_GONE_LOOK);
  private static final long MINUTE = 60_000_000;

  private final FakeEpochs epochs = new FakeEpochs(1);
  private final AbandonedHolds abandoned = new AbandonedHolds(epochs);

  @Test
  void theHoldsOfALivingNodeAreNotInDoubt() {
    OpenHolds holds = OpenHolds.of(List.of(hold("ani", 5, 2)));
    abandoned.begin(holds, NOW);
    assertThat(abandoned.due(holds, NOW)).isEmpty();
    assertThat(abandoned.nextLook()).contains(NEXT_LOOK);
  }

  @Test
  void theOwnersOfALostNodesHoldsAreAskedAtTheNextLook() {
    OpenHolds holds = OpenHolds.of(List.of(hold("ani", 5, 2), hold("budi", 6, 3)));
    abandoned.begin(holds, NOW);
    abandoned.due(holds, NOW);
    epochs.lose(2);
    assertThat(abandoned.due(holds, NEXT_LOOK.minusNanos(1))).isEmpty();
    assertThat(asked(holds, NEXT_LOOK)).containsExactly("ani");
    assertThat(asked(holds, NEXT_LOOK)).as("until it has decided").containsExactly("ani");
    assertThat(abandoned.decided(owner("ani"))).isTrue();
    assertThat(abandoned.decided(owner("ani"))).isFalse();
    assertThat(asked(holds, NEXT_LOOK.plus(Limits.NODE_GONE_LOOK))).isEmpty();
  }

  @Test
  void aNodeThatWasGoneBeforeTheQuotaStartedIsSeenAtOnce() {
    OpenHolds holds = OpenHolds.of(List.of(hold("ani", 5, 2)));
    epochs.lose(2);
    abandoned.begin(holds, NOW);
    assertThat(asked(holds, NOW)).containsExactly("ani");
    assertThat(abandoned.nextLook()).as("no other node has placed a hold").isEmpty();
  }

  @Test
  void holdsOfTheOwnNodeAndThoseOfNoKnownNodeAreNotWatched() {
    OpenHolds.OpenHold unknown =
        new OpenHolds.OpenHold(owner("citra"), 7, 1, at("10:15"), OptionalLong.empty());
    OpenHolds holds = OpenHolds.of(List.of(hold("ani", 5, 1), unknown));
    abandoned.begin(holds, NOW);
    abandoned.watch(OptionalLong.of(1), NOW);
    abandoned.watch(OptionalLong.empty(), NOW);
    assertThat(abandoned.nextLook()).isEmpty();
    assertThat(abandoned.due(holds, NOW)).isEmpty();
  }

  @Test
  void onlyTheLastMomentsOfANodeAreInDoubtByItsOwnClock() {
    long inDoubt = ChronoUnit.MICROS.between(NOW, NOW.plus(Limits.PLACEMENT_IN_DOUBT));
    long latest = 1_000 * MINUTE; // A clock of its own: nothing is compared with this node's.
    OpenHolds holds =
        OpenHolds.of(
            List.of(
                hold("latest", latest, 2),
                hold("in-doubt", latest - inDoubt, 2),
                hold("known", latest - inDoubt - 1, 2),
                hold("of-another-node", 1, 3)));
    epochs.lose(2);
    epochs.lose(3);
    abandoned.begin(holds, NOW);
    assertThat(asked(holds, NOW)).containsExactly("latest", "in-doubt", "of-another-node");
  }

  @Test
  void theLatestAreAskedFirstAndSoManyAtATime() {
    int more = Limits.NODE_GONE_IN_FLIGHT_MAX + 1;
    OpenHolds holds =
        OpenHolds.of(IntStream.range(0, more).mapToObj(i -> hold("owner-" + i, i, 2)).toList());
    epochs.lose(2);
    abandoned.begin(holds, NOW);
    assertThat(asked(holds, NOW))
        .hasSize(Limits.NODE_GONE_IN_FLIGHT_MAX)
        .startsWith("owner-" + (more - 1))
        .doesNotContain("owner-0");
    abandoned.decided(owner("owner-5"));
    assertThat(asked(holds, NOW)).contains("owner-0").doesNotContain("owner-5");
  }

  @Test
  void aHoldThatEndsOrIsReplacedIsNoLongerInDoubt() {
    OpenHolds holds = OpenHolds.of(List.of(hold("ani", 5, 2), hold("budi", 5, 2)));
    epochs.lose(2);
    abandoned.begin(holds, NOW);
    assertThat(asked(holds, NOW)).containsExactlyInAnyOrder("ani", "budi");
    OpenHolds later = holds.without(owner("ani")).with(hold("budi", 6, 1));
    assertThat(asked(later, NOW)).isEmpty();
  }

  @Test
  void anAttemptOfTheSameNumberOnAnotherNodeIsAnotherHold() {
    OpenHolds holds = OpenHolds.of(List.of(hold("ani", 5, 2)));
    epochs.lose(2);
    abandoned.begin(holds, NOW);
    assertThat(asked(holds, NOW)).containsExactly("ani");
    assertThat(asked(OpenHolds.of(List.of(hold("ani", 5, 3))), NOW)).isEmpty();
  }

  @Test
  void fromTheDeadlineOnTheSweepAsks() {
    OpenHolds holds = OpenHolds.of(List.of(hold("ani", 5, 2)));
    epochs.lose(2);
    abandoned.begin(holds, NOW);
    assertThat(asked(holds, at("10:15").minusNanos(1))).containsExactly("ani");
    assertThat(asked(holds, at("10:15"))).isEmpty();
  }

  private List<String> asked(OpenHolds holds, Instant now) {
    return abandoned.due(holds, now).stream()
        .peek(ask -> assertThat(ask.occasion()).isEqualTo(HoldQuestion.Occasion.NODE_GONE))
        .map(ask -> ask.hold().value())
        .toList();
  }

  private static OpenHolds.OpenHold hold(String owner, long attempt, long epoch) {
    return new OpenHolds.OpenHold(owner(owner), attempt, 1, at("10:15"), OptionalLong.of(epoch));
  }
}
