package id.kuota.load.ledger;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Answers that no buyer of a run should see (server errors, requests called invalid) and requests
 * that got none. Thread-safe.
 */
public final class UnexpectedResponses {

  private static final String SILENCE = "no answer";
  private static final int SAMPLE_MAX = 300;
  private static final Set<Integer> ORDINARY = Set.of(200, 201, 202, 204, 303, 409, 410, 503);

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Map<String, String> samples = new ConcurrentHashMap<>();

  void note(String request, Observation heard) {
    switch (heard) {
      case Observation.Silence silence -> count(request + ": " + SILENCE);
      case Observation.Answer answer when ORDINARY.contains(answer.status()) -> {
        if (answer.status() == 503) count(request + ": " + answer.inWords());
      }
      case Observation.Answer answer -> {
        String what = request + ": " + answer.inWords();
        count(what);
        String body = answer.body();
        samples.putIfAbsent(what, body.substring(0, Math.min(SAMPLE_MAX, body.length())));
      }
    }
  }

  private void count(String what) {
    counts.computeIfAbsent(what, w -> new LongAdder()).increment();
  }

  /** Returns how often each one was seen. */
  public Map<String, Long> counts() {
    var sums = new TreeMap<String, Long>();
    counts.forEach((what, count) -> sums.put(what, count.sum()));
    return sums;
  }

  /** Returns the body of the first of each kind that should never be seen. */
  public Map<String, String> samples() {
    return new TreeMap<>(samples);
  }

  /** Returns all together. */
  public long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }
}
