package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.owner;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class DeadlinesTest {

  private final Deadlines deadlines = new Deadlines();
  private OpenHolds holds = OpenHolds.NONE;

  @Test
  void theEarliestComesFirst() {
    open("late", "10:20");
    open("early", "10:10");
    open("middle", "10:15");
    assertThat(deadlines.next(holds)).contains(at("10:10"));
    assertThat(takeAllBefore("11:00")).containsExactly("early", "middle", "late");
    assertThat(deadlines.next(holds)).isEmpty();
  }

  @Test
  void theLimitItselfIsNotBeforeTheLimit() {
    open("ani", "10:15");
    assertThat(deadlines.takeBefore(at("10:15"), holds)).isEmpty();
    assertThat(deadlines.takeBefore(at("10:15:00.000000001"), holds)).isPresent();
  }

  @Test
  void holdsThatHaveEndedArePassedOver() {
    open("ani", "10:10");
    open("budi", "10:15");
    holds = holds.without(owner("ani"));
    assertThat(deadlines.next(holds)).contains(at("10:15"));
    assertThat(takeAllBefore("11:00")).containsExactly("budi");
  }

  @Test
  void aHoldThatWasReplacedCountsWithItsNewDeadlineOnly() {
    open("ani", "10:10");
    open("ani", "10:20");
    assertThat(deadlines.next(holds)).contains(at("10:20"));
    assertThat(takeAllBefore("10:15")).isEmpty();
    assertThat(takeAllBefore("10:21")).containsExactly("ani");
  }

  @Test
  void filledItWatchesTheseAndForgetsTheOthers() {
    open("ani", "10:20");
    open("budi", "10:10");
    open("citra", "10:15");
    OpenHolds before = holds;
    open("dewi", "10:05");
    deadlines.fill(before);
    assertThat(deadlines.next(holds)).contains(at("10:10"));
    assertThat(takeAllBefore("11:00")).containsExactly("budi", "citra", "ani");
    deadlines.fill(OpenHolds.NONE);
    assertThat(deadlines.next(holds)).isEmpty();
  }

  private void open(String name, String until) {
    holds =
        holds.with(
            new OpenHolds.OpenHold(
                owner(name), until.hashCode(), 1, at(until), OptionalLong.empty()));
    deadlines.add(owner(name), at(until));
  }

  private List<String> takeAllBefore(String limit) {
    var taken = new ArrayList<String>();
    Optional<OpenHolds.OpenHold> next = deadlines.takeBefore(at(limit), holds);
    while (next.isPresent()) {
      taken.add(next.get().id().value());
      next = deadlines.takeBefore(at(limit), holds);
    }
    return taken;
  }
}
