package id.kuota.bench.measure;

import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Contenders that take turns: what the machine does meanwhile meets all of them alike. Every second
 * round goes through them backwards, so that none always comes after the same one.
 */
public final class Rounds {

  private final Map<String, List<Round>> valid = new LinkedHashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  private Rounds() {}

  /**
   * Runs them all.
   *
   * @param doing receives the contender at work
   */
  public static Rounds play(
      Effort effort, List<? extends Contender> contenders, Consumer<String> doing)
      throws Exception {
    var rounds = new Rounds();
    var inTurn = new ArrayList<Contender>(contenders);
    if (effort.warmUp().isPositive()) {
      for (Contender contender : inTurn) {
        doing.accept("warm-up, " + contender.name());
        contender.warmUp(effort);
      }
    }
    for (int number = 1; number <= effort.rounds(); number++) {
      for (Contender contender : inTurn) {
        doing.accept("round %d of %d, %s".formatted(number, effort.rounds(), contender.name()));
        rounds.add(contender.name(), contender.round(effort));
      }
      Collections.reverse(inTurn);
    }
    return rounds;
  }

  private void add(String contender, Round round) {
    List<Round> sofar = valid.computeIfAbsent(contender, _ -> new ArrayList<>());
    if (round.violations().isEmpty()) sofar.add(round);
    violations.addAll(round.violations());
  }

  /** Returns the middle of each figure over the rounds that count; none if no round does. */
  public List<Figure> medians(String contender) {
    var byName = new LinkedHashMap<String, List<Figure>>();
    for (Round round : valid.getOrDefault(contender, List.of())) {
      for (Figure figure : round.figures()) {
        byName.computeIfAbsent(figure.name(), _ -> new ArrayList<>()).add(figure);
      }
    }
    return byName.values().stream().map(Figure::median).toList();
  }

  /** Returns the middle of one figure; not a number if nothing measured it. */
  public double median(String contender, String figure) {
    return medians(contender).stream()
        .filter(median -> median.name().equals(figure))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  public List<Violation> violations() {
    return List.copyOf(violations);
  }
}
