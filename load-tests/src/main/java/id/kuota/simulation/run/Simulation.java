package id.kuota.simulation.run;

import id.kuota.simulation.audit.Auditor;
import id.kuota.simulation.cast.Cast;
import id.kuota.simulation.cast.Founder;
import id.kuota.simulation.cast.Gateway;
import id.kuota.simulation.cast.Inspector;
import id.kuota.simulation.cast.Stage;
import id.kuota.simulation.cluster.Cluster;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.cluster.Seams;
import id.kuota.simulation.plan.Element;
import id.kuota.simulation.plan.Fault;
import id.kuota.simulation.plan.Plan;
import id.kuota.simulation.plan.Role;
import id.kuota.simulation.world.Network;
import id.kuota.simulation.world.Story;
import id.kuota.simulation.world.World;
import java.time.Duration;
import java.util.List;

/**
 * One run of a plan: first everything goes wrong, then nothing does and all must come to an end.
 */
public final class Simulation {

  /** How long before the end clients look once more at what a crash has left. */
  private static final Duration LAST_VISIT = Duration.ofMinutes(1);

  /** How long before the end the numbers are asked for. */
  private static final Duration INSPECTION = Duration.ofSeconds(20);

  private final Plan plan;
  private final World world;
  private final Story story;
  private final Auditor auditor;
  private final Network network;
  private final Gateway gateway;
  private final Cluster cluster;

  private Simulation(Plan plan, Seams seams, Story story) {
    this.plan = plan;
    this.story = story;
    this.world = new World(plan.seed(), story);
    this.auditor = new Auditor(world);
    this.network = new Network(world, plan.weather());
    this.gateway = new Gateway(world, auditor, plan.troubles());
    this.cluster = new Cluster(world, network, plan, gateway, seams, auditor);
  }

  /** Runs a plan until its end, or until the auditor objects. */
  public static Verdict run(Plan plan, Seams seams, Story story) {
    return new Simulation(plan, seams, story).play();
  }

  private Verdict play() {
    var stage = new Stage(world, cluster, auditor, gateway, plan.has(Role.Kind.DASHBOARD));
    new Founder(stage).begin();
    plan.elements().forEach(element -> expect(element, stage));
    world.after(plan.calmAfter(), this::clearUp);
    world.after(plan.end().minus(LAST_VISIT), this::settle);
    world.after(plan.end().minus(INSPECTION), new Inspector(stage)::begin);
    while (auditor.objections().isEmpty() && world.step(plan.end())) {}
    if (auditor.objections().isEmpty()) close();
    return new Verdict(
        plan,
        auditor.objections(),
        Duration.ofNanos(world.micros() * 1_000),
        auditor.tally(),
        story.lines());
  }

  private void expect(Element element, Stage stage) {
    switch (element) {
      case Role role -> world.after(role.at(), () -> Cast.enter(role, stage));
      case Fault.GatewayOutage away -> world.after(away.at(), () -> gateway.goAway(away.time()));
      case Fault.CrashAtWrite point -> cluster.suffer(point);
      case Fault.CrashInCalm point -> cluster.suffer(point);
      case Fault.RebalanceAtWrite point -> cluster.suffer(point);
      case Fault fault -> world.after(at(fault), () -> cluster.suffer(fault));
    }
  }

  private static Duration at(Fault fault) {
    return switch (fault) {
      case Fault.Crash crash -> crash.at();
      case Fault.CrashAtWrite point -> Duration.ZERO;
      case Fault.CrashInCalm point -> Duration.ZERO;
      case Fault.RebalanceAtWrite point -> Duration.ZERO;
      case Fault.Pause pause -> pause.at();
      case Fault.ClockStep step -> step.at();
      case Fault.Rebalance move -> move.at();
      case Fault.SecondWriter writer -> writer.at();
      case Fault.Partition cut -> cut.at();
      case Fault.JournalOutage outage -> outage.at();
      case Fault.SlowJournal slow -> slow.at();
      case Fault.GatewayOutage away -> away.at();
    };
  }

  private void clearUp() {
    story.note(world.micros(), "world", () -> "all is well from now on");
    cluster.clearUp();
    gateway.clearUp();
    auditor.calm();
  }

  /** Units and money must be where they belong before clients look at them. */
  private void settle() {
    auditor.close();
    cluster.visitLost();
  }

  private void close() {
    for (EntityKey entity : cluster.journal().streams().keySet()) {
      List<?> owed = cluster.owed(entity);
      auditor.object(owed.isEmpty(), () -> entity + " still owes " + owed);
    }
  }
}
