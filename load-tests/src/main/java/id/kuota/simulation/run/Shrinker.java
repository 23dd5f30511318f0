package id.kuota.simulation.run;

import id.kuota.simulation.cluster.Seams;
import id.kuota.simulation.plan.Element;
import id.kuota.simulation.plan.Fault;
import id.kuota.simulation.plan.Plan;
import id.kuota.simulation.plan.Role;
import id.kuota.simulation.plan.Troubles;
import id.kuota.simulation.world.Story;
import id.kuota.simulation.world.Weather;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Leaves out of a plan that fails as much as it can while it still fails: first halves of its
 * elements, then smaller parts, then the weather and the troubles.
 */
public final class Shrinker {

  private static final int RUNS_MAX = 2_000;

  private static final int WRITES_TRIED = 40;

  private final Supplier<Seams> seams;
  private int runs;

  public Shrinker(Supplier<Seams> seams) {
    this.seams = seams;
  }

  /** The verdict on what is left, with its story. */
  public Verdict shrink(Plan failing) {
    Plan plan = failing;
    int before;
    do {
      before = plan.elements().size();
      plan = withFewerElements(plan);
      plan = calmer(plan);
    } while (plan.elements().size() < before);
    return Simulation.run(plan, seams.get(), Story.told());
  }

  private Plan withFewerElements(Plan whole) {
    Plan plan = whole;
    for (int part = Math.max(1, plan.elements().size() / 2); part >= 1; part /= 2) {
      int from = 0;
      while (from < plan.elements().size()) {
        Plan candidate = plan.with(without(plan.elements(), from, from + part));
        boolean isLess = candidate.elements().size() < plan.elements().size();
        Optional<Plan> failing = isLess ? failing(candidate) : Optional.empty();
        if (failing.isPresent()) plan = failing.get();
        else from += part;
      }
    }
    return plan;
  }

  private Plan calmer(Plan failing) {
    Plan plan = failing;
    for (Plan candidate : List.of(plan.with(Weather.CALM), plan.with(inOrder(plan.weather())))) {
      if (!candidate.equals(plan) && fails(candidate)) {
        plan = candidate;
        break;
      }
    }
    Plan untroubled = plan.with(Troubles.NONE);
    return !untroubled.equals(plan) && fails(untroubled) ? untroubled : plan;
  }

  private static Weather inOrder(Weather weather) {
    return new Weather(weather.loss(), 0, weather.dawdling(), weather.slowest(), true);
  }

  /** The operator stays: without one, refunds that need a person are never paid. */
  private static List<Element> without(List<Element> elements, int from, int to) {
    var left = new ArrayList<Element>();
    for (int i = 0; i < elements.size(); i++) {
      boolean stays = elements.get(i) instanceof Role role && role.kind() == Role.Kind.OPERATOR;
      if (i < from || i >= to || stays) left.add(elements.get(i));
    }
    return left;
  }

  /**
   * Returns the plan if it fails; or with its fault at another write, of which there are fewer now.
   */
  private Optional<Plan> failing(Plan plan) {
    if (fails(plan)) return Optional.of(plan);
    List<Element> elements = plan.elements();
    List<Integer> places =
        IntStream.range(0, elements.size())
            .filter(i -> isAtWrite(elements.get(i)))
            .boxed()
            .toList();
    if (places.size() != 1) return Optional.empty();
    return IntStream.rangeClosed(1, WRITES_TRIED)
        .mapToObj(write -> plan.with(moved(elements, places.getFirst(), write)))
        .filter(this::fails)
        .findFirst();
  }

  private static boolean isAtWrite(Element element) {
    return element instanceof Fault.CrashAtWrite
        || element instanceof Fault.CrashInCalm
        || element instanceof Fault.RebalanceAtWrite;
  }

  private static List<Element> moved(List<Element> elements, int place, int write) {
    var moved = new ArrayList<>(elements);
    moved.set(
        place,
        switch (elements.get(place)) {
          case Fault.CrashAtWrite(var was, var committed, var time) ->
              new Fault.CrashAtWrite(write, committed, time);
          case Fault.CrashInCalm(var was, var committed, var time) ->
              new Fault.CrashInCalm(write, committed, time);
          case Fault.RebalanceAtWrite(var was, var share) ->
              new Fault.RebalanceAtWrite(write, share);
          case Element other -> other;
        });
    return moved;
  }

  private boolean fails(Plan plan) {
    return ++runs <= RUNS_MAX && !Simulation.run(plan, seams.get(), Story.untold()).isGood();
  }
}
