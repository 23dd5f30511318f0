package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A rule as an example: given what happened, when a command comes at a time, then events or a
 * refusal.
 */
public final class Scenario<S, C, E, R> {

  /** What a rule class offers. */
  public interface Decide<S, C, E, R> {
    Decision<E, R> decide(S state, C command, Instant now);
  }

  /** The outcome of {@link #when}, to be compared. */
  public record Outcome<S, E, R>(Decision<E, R> decision, S before, BiFunction<S, E, S> evolve) {

    /** Exactly these events; returns the state after them. */
    @SafeVarargs
    @SuppressWarnings("varargs") // Read only.
    public final S then(E... events) {
      assertThat(decision).isEqualTo(new Decision.Accepted<E, R>(List.of(events)));
      return fold(before, List.of(events), evolve);
    }

    /** It was so before: accepted, without an event. */
    public void thenNothingNew() {
      assertThat(decision).isEqualTo(Decision.<E, R>alreadySo());
    }

    public void thenRefused(R reason) {
      assertThat(decision).isEqualTo(Decision.<E, R>refused(reason));
    }
  }

  private final S state;
  private final Instant now;
  private final Decide<S, C, E, R> decide;
  private final BiFunction<S, E, S> evolve;

  private Scenario(S state, Instant now, Decide<S, C, E, R> decide, BiFunction<S, E, S> evolve) {
    this.state = state;
    this.now = now;
    this.decide = decide;
    this.evolve = evolve;
  }

  /** Begins with nothing in the journal. */
  public static <S, C, E, R> Scenario<S, C, E, R> of(
      S empty, Decide<S, C, E, R> decide, BiFunction<S, E, S> evolve) {
    return new Scenario<>(empty, Moment.at("10:00"), decide, evolve);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Read only.
  public final Scenario<S, C, E, R> given(E... events) {
    return new Scenario<>(fold(state, List.of(events), evolve), now, decide, evolve);
  }

  public Scenario<S, C, E, R> at(String time) {
    return new Scenario<>(state, Moment.at(time), decide, evolve);
  }

  public Outcome<S, E, R> when(C command) {
    return new Outcome<>(decide.decide(state, command, now), state, evolve);
  }

  private static <S, E> S fold(S state, List<E> events, BiFunction<S, E, S> evolve) {
    S current = state;
    for (E event : events) {
      current = evolve.apply(current, event);
    }
    return current;
  }
}
