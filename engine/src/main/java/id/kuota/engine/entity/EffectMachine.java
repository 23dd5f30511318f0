package id.kuota.engine.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the effects of one entity going: which of them are in flight, which back off after a failed
 * try, which are acknowledged and still owed because others of their group are not. Deterministic:
 * inputs and time in, effects to send out. It is memory only; what a crash takes from it follows
 * from the state again. Not thread-safe.
 *
 * @param <F> the effects of the entity
 */
public final class EffectMachine<F extends Effect> {

  private sealed interface Progress {
    /** Sent; counts as lost at {@code lostAt}. */
    record InFlight(Instant lostAt) implements Progress {}

    record BackingOff(Instant until) implements Progress {}

    record Acknowledged() implements Progress {}
  }

  private record Entry<F>(F effect, Progress progress, int tries) {}

  private final Map<Object, Entry<F>> entries = new LinkedHashMap<>();

  /**
   * Takes over what the state owes now. What it no longer owes is dropped, and its answer ignored.
   * Of an effect in flight whose content has changed, the next attempt sends the new one.
   *
   * @return the effects to send, in the order of {@code owed}
   */
  public List<F> align(List<F> owed, Instant now) {
    if (owed.isEmpty()) {
      entries.clear();
      return List.of();
    }
    var keys = new HashSet<Object>();
    owed.forEach(effect -> keys.add(effect.key()));
    entries.keySet().retainAll(keys);
    var started = new ArrayList<F>();
    for (F effect : owed) {
      Entry<F> entry = entries.get(effect.key());
      if (entry == null) {
        entries.put(effect.key(), sent(effect, 1, now));
        started.add(effect);
      } else if (!entry.effect().equals(effect)) {
        // What the state owes now is what the next try sends.
        entries.put(effect.key(), new Entry<>(effect, entry.progress(), entry.tries()));
      }
    }
    return started;
  }

  /** Records that the effect was done; false if no answer to it was expected. */
  public boolean acknowledge(Object key) {
    Entry<F> entry = entries.get(key);
    if (entry == null || entry.progress() instanceof Progress.Acknowledged) return false;
    entries.put(key, new Entry<>(entry.effect(), new Progress.Acknowledged(), entry.tries()));
    return true;
  }

  /** Forgets an effect that has come to a result. If the state owes it all the same, it is new. */
  public void conclude(Object key) {
    entries.remove(key);
  }

  /** Records that a try had no effect; the next one follows after the back-off. */
  public void fail(Object key, Instant now) {
    if (entries.get(key) instanceof Entry<F>(var effect, Progress.InFlight sent, var tries)) {
      entries.put(key, backingOff(effect, tries, now));
    }
  }

  /** Ends the pause of an effect: it is sent again at the next occasion. */
  public void expedite(Object key, Instant now) {
    if (entries.get(key) instanceof Entry<F>(var effect, Progress.BackingOff pause, var tries)) {
      entries.put(key, new Entry<>(effect, new Progress.BackingOff(now), tries));
    }
  }

  /**
   * Marks as sent again the effects whose back-off is over, and those whose answer counts as lost.
   *
   * @return the effects to send again
   */
  public List<F> due(Instant now) {
    var again = new ArrayList<F>();
    for (Map.Entry<Object, Entry<F>> one : entries.entrySet()) {
      Entry<F> entry = one.getValue();
      if (!moment(entry).filter(at -> !now.isBefore(at)).isPresent()) continue;
      again.add(entry.effect());
      one.setValue(sent(entry.effect(), entry.tries() + 1, now));
    }
    return again;
  }

  /** Returns when {@link #due} has something to do next; empty if never. */
  public Optional<Instant> nextDue() {
    Instant next = null;
    for (Entry<F> entry : entries.values()) {
      Optional<Instant> at = moment(entry);
      if (at.isPresent() && (next == null || at.get().isBefore(next))) next = at.get();
    }
    return Optional.ofNullable(next);
  }

  /** Forgets everything; what is owed is sent anew at the next {@link #align}. */
  public void reset() {
    entries.clear();
  }

  /** Returns whether nothing is owed. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns the effects that are acknowledged and still owed. */
  public Set<Object> acknowledged() {
    var keys = new HashSet<Object>();
    entries.forEach(
        (key, entry) -> {
          if (entry.progress() instanceof Progress.Acknowledged) keys.add(key);
        });
    return keys;
  }

  /** Returns whether an answer still matters: the effect is owed and not acknowledged. */
  public boolean isExpected(Object key) {
    Entry<F> entry = entries.get(key);
    return entry != null && !(entry.progress() instanceof Progress.Acknowledged);
  }

  /** Returns the effect of a key while its answer is expected. */
  public Optional<F> inFlight(Object key) {
    return entries.get(key) instanceof Entry<F>(var effect, Progress.InFlight sent, var tries)
        ? Optional.of(effect)
        : Optional.empty();
  }

  /** Returns whether an answer is expected that an entity which is to stop waits for. */
  public boolean isBusy() {
    for (Entry<F> entry : entries.values()) {
      if (entry.progress() instanceof Progress.InFlight && entry.effect().delaysStop()) return true;
    }
    return false;
  }

  /** Returns whether the entity stays in memory for the sake of an effect. */
  public boolean keepsAwake() {
    for (Entry<F> entry : entries.values()) {
      boolean keeps =
          switch (entry.progress()) {
            case Progress.InFlight sent -> true;
            case Progress.BackingOff pause -> entry.tries() < entry.effect().retry().triesAwake();
            case Progress.Acknowledged done -> false;
          };
      if (keeps) return true;
    }
    return false;
  }

  private Optional<Instant> moment(Entry<F> entry) {
    return switch (entry.progress()) {
      case Progress.InFlight(var lostAt) -> Optional.of(lostAt);
      case Progress.BackingOff(var until) -> Optional.of(until);
      case Progress.Acknowledged done -> Optional.empty();
    };
  }

  /** Silence is met like a failed try: the more tries, the longer the next one is waited for. */
  private Entry<F> sent(F effect, int tries, Instant now) {
    Duration pause = effect.retry().backoff().pauseAfter(tries);
    Duration answerWithin = effect.retry().answerWithin();
    Instant lostAt = now.plus(pause.compareTo(answerWithin) > 0 ? pause : answerWithin);
    return new Entry<>(effect, new Progress.InFlight(lostAt), tries);
  }

  private Entry<F> backingOff(F effect, int tries, Instant now) {
    Instant until = now.plus(effect.retry().backoff().pauseAfter(tries));
    return new Entry<>(effect, new Progress.BackingOff(until), tries);
  }
}
