package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A hold remembers the node that placed it. */
final class HoldEpochsTest {

  private static final OptionalLong ONE = OptionalLong.of(1);
  private static final OptionalLong OTHER = OptionalLong.of(2);
  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  @Test
  void aHoldHasTheEpochOfItsBatch() {
    QuotaState state = after(aQuotaOf(9), ONE, hold("ani", 2));
    assertThat(epochOf(state)).isEqualTo(ONE);
    var event = new QuotaEvent.BatchApplied(QUOTA, List.of(held("ani", 2)), 0, at("10:01"), ONE);
    assertThat(epochOf(Quota.evolve(aQuotaOf(9), event))).isEqualTo(ONE);
  }

  @Test
  void aLaterAttemptReplacesTheEpochToo() {
    QuotaState state = after(aQuotaOf(9), ONE, hold("ani", 2));
    assertThat(epochOf(after(state, OTHER, hold("ani", 2, 2, "10:15")))).isEqualTo(OTHER);
  }

  @Test
  void aRepeatedAttemptGetsItsAnswerAndChangesNothing() {
    QuotaState state = after(aQuotaOf(9), ONE, hold("ani", 2));
    for (OptionalLong epoch : List.of(ONE, UNKNOWN)) {
      BatchDecision decision = decide(state, epoch, hold("ani", 2));
      assertThat(decision.answers()).containsExactly(granted());
      assertThat(decision.changes()).isEmpty();
    }
    assertThat(decide(after(aQuotaOf(9), UNKNOWN, hold("ani", 2)), ONE, hold("ani", 2)).answers())
        .as("a hold of an earlier release")
        .containsExactly(granted());
  }

  @Test
  void anAttemptOfTheSameNumberOnAnotherNodeIsNotGrantedWhatMayBeReleased() {
    QuotaState state = after(aQuotaOf(9), ONE, hold("ani", 2));
    BatchDecision decision = decide(state, OTHER, hold("ani", 2));
    assertThat(decision.answers()).containsExactly(refused(QuotaRefusal.HOLD_CHANGED, 7));
    assertThat(decision.changes()).isEmpty();
  }

  private static BatchDecision decide(QuotaState state, OptionalLong epoch, QuotaRequest request) {
    return Quota.walk(state, List.of(request), epoch, at("10:01")).decision();
  }

  private static QuotaState after(QuotaState state, OptionalLong epoch, QuotaRequest request) {
    return Quota.walk(state, List.of(request), epoch, at("10:01")).next();
  }

  private static OptionalLong epochOf(QuotaState state) {
    return ((QuotaState.Counting) state).holds().find(owner("ani")).orElseThrow().epoch();
  }
}
