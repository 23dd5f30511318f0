package id.kuota.simulation.run;

import id.kuota.simulation.audit.Tally;
import id.kuota.simulation.plan.Plan;
import id.kuota.simulation.world.Story;
import java.time.Duration;
import java.util.List;

/**
 * The outcome of a run.
 *
 * @param objections what the auditor has against it; empty if all is well
 * @param simulated how much time has passed in it
 */
public record Verdict(
    Plan plan, List<String> objections, Duration simulated, Tally tally, List<Story.Line> story) {

  public Verdict {
    objections = List.copyOf(objections);
    story = List.copyOf(story);
  }

  public boolean isGood() {
    return objections.isEmpty();
  }
}
