package id.kuota.engine.entity;

import static id.kuota.engine.Moment.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is owed is sent until it is acknowledged, whatever gets lost on the way. */
final class EffectMachineTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Instant START = at("10:00");
  private static final Call A = new Call("a", 3);
  private static final Call B = new Call("b", Effect.Retry.ALWAYS_AWAKE);

  private final EffectMachine<Call> machine = new EffectMachine<>();

  private record Call(String key, int triesAwake) implements Effect {
    @Override
    public Retry retry() {
      return new Retry(SECOND, new Backoff(SECOND, SECOND.multipliedBy(8)), triesAwake);
    }
  }

  @Test
  void sendsWhatIsOwedOnceAndInOrder() {
    assertThat(machine.align(List.of(A, B), START)).containsExactly(A, B);
    assertThat(machine.align(List.of(A, B), START)).isEmpty();
    assertThat(machine.isBusy()).isTrue();
  }

  @Test
  void anAcknowledgedEffectIsNotSentAgainWhileItsGroupIsStillOwed() {
    machine.align(List.of(A, B), START);
    assertThat(machine.acknowledge("a")).isTrue();
    assertThat(machine.acknowledge("a")).as("a second acknowledgement").isFalse();
    assertThat(machine.align(List.of(A, B), START)).isEmpty();
    assertThat(machine.acknowledged()).containsExactly("a");
    assertThat(machine.due(START.plus(Duration.ofHours(1)))).containsExactly(B);
  }

  @Test
  void whatIsNoLongerOwedIsForgottenAndStartsAnewWhenItIsOwedAgain() {
    machine.align(List.of(A), START);
    machine.align(List.of(), START);
    assertThat(machine.isEmpty()).isTrue();
    assertThat(machine.acknowledge("a")).isFalse();
    assertThat(machine.align(List.of(A), START)).containsExactly(A);
  }

  @Test
  void aConcludedEffectThatIsOwedAllTheSameIsANewOne() {
    machine.align(List.of(A), START);
    machine.fail("a", START);
    machine.conclude("a");
    assertThat(machine.isExpected("a")).isFalse();
    assertThat(machine.align(List.of(A), START)).containsExactly(A);
  }

  @Test
  void theNextTrySendsWhatIsOwedByThen() {
    var changed = new Call("a", 7);
    machine.align(List.of(A), START);
    machine.fail("a", START);
    assertThat(machine.align(List.of(changed), START)).as("not at once").isEmpty();
    assertThat(machine.due(START.plus(SECOND))).containsExactly(changed);
  }

  @Test
  void aFailedTryIsRepeatedAfterPausesThatDouble() {
    machine.align(List.of(A), START);
    Instant now = START;
    for (int pause : new int[] {1, 2, 4, 8, 8}) {
      machine.fail("a", now);
      assertThat(machine.isBusy()).isFalse();
      assertThat(machine.nextDue()).contains(now.plusSeconds(pause));
      assertThat(machine.due(now.plusSeconds(pause).minusMillis(1))).isEmpty();
      now = now.plusSeconds(pause);
      assertThat(machine.due(now)).containsExactly(A);
    }
  }

  @Test
  void silenceCountsAsAFailedTry() {
    machine.align(List.of(A), START);
    assertThat(machine.due(START.plus(SECOND))).containsExactly(A);
    assertThat(machine.nextDue()).as("the second try").contains(START.plusSeconds(3));
    assertThat(machine.due(START.plusSeconds(3))).containsExactly(A);
    assertThat(machine.nextDue()).as("the third try").contains(START.plusSeconds(7));
  }

  @Test
  void anExpeditedEffectDoesNotWaitForTheEndOfItsPause() {
    machine.align(List.of(A), START);
    machine.fail("a", START);
    machine.expedite("a", START);
    assertThat(machine.due(START)).containsExactly(A);
  }

  @Test
  void keepsTheEntityAwakeForSoManyTries() {
    machine.align(List.of(A), START);
    machine.fail("a", START);
    assertThat(machine.keepsAwake()).as("after one try").isTrue();
    machine.due(START.plusSeconds(1));
    machine.fail("a", START.plusSeconds(1));
    assertThat(machine.keepsAwake()).as("after two tries").isTrue();
    machine.due(START.plusSeconds(3));
    assertThat(machine.keepsAwake()).as("in flight").isTrue();
    machine.fail("a", START.plusSeconds(3));
    assertThat(machine.keepsAwake()).as("after three tries").isFalse();
    machine.align(List.of(A, B), START.plusSeconds(3));
    machine.fail("b", START.plusSeconds(3));
    assertThat(machine.keepsAwake()).as("beside one that always does").isTrue();
  }

  @Test
  void afterAResetEverythingThatIsOwedIsSentAnew() {
    machine.align(List.of(A, B), START);
    machine.acknowledge("a");
    machine.reset();
    assertThat(machine.align(List.of(A, B), START)).containsExactly(A, B);
  }
}
