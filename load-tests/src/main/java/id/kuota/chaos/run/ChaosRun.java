package id.kuota.chaos.run;

import id.kuota.chaos.check.Checker;
import id.kuota.chaos.check.Finding;
import id.kuota.chaos.client.ChaosSale;
import id.kuota.chaos.client.Traffic;
import id.kuota.chaos.cluster.Cluster;
import id.kuota.chaos.cluster.NodeSlot;
import id.kuota.chaos.fault.Fault;
import id.kuota.chaos.fault.Schedule;
import id.kuota.chaos.history.FinalState;
import id.kuota.chaos.history.Histories;
import id.kuota.chaos.history.Operation;
import id.kuota.chaos.report.Injection;
import id.kuota.load.report.Screen;
import id.kuota.load.server.ServerClient;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The load, the faults and the final read, on a cluster that runs. */
public final class ChaosRun {

  private static final Duration WHOLE_MAX = Duration.ofMinutes(2);
  private static final Duration SESSIONS_MAX = Duration.ofSeconds(90);
  private static final Duration SETTLE_MAX = Duration.ofSeconds(60);
  private static final Duration BOOKS_MAX = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Schedule schedule;
  private final double rate;
  private final Histories histories;
  private final Screen screen;
  private final RunClock clock = new RunClock();
  private final List<Injection> injections = new ArrayList<>();
  private final List<String> notWhole = new ArrayList<>();
  private volatile String doing = "the sale is opened";

  public ChaosRun(
      Cluster cluster, Schedule schedule, double rate, Histories histories, Screen screen) {
    this.cluster = cluster;
    this.schedule = schedule;
    this.rate = rate;
    this.histories = histories;
    this.screen = screen;
  }

  /** Plays it, and returns what came of it. */
  public Result play() throws IOException, SQLException, InterruptedException {
    try (ServerClient server = FinalRead.client(cluster);
        var owners = new Owners(cluster.database(), ChaosSale.NAME);
        var traffic =
            new Traffic(
                cluster.nodes().stream().map(NodeSlot::url).toList(),
                rate,
                schedule.seed(),
                histories,
                clock::now)) {
      server.openSale(ChaosSale.terms(Instant.now()));
      long began = clock.now();
      traffic.begin();
      try (var _ = screen.progress(() -> progress(traffic))) {
        for (int i = 0; i < schedule.faults().size() && !isOver(began); i++) {
          boolean last = i + 1 == schedule.faults().size();
          Schedule.Pace pace = last ? Schedule.Pace.WHOLE : schedule.pace();
          strike(schedule.faults().get(i), began, owners, traffic, pace);
        }
        long loadEnded = clock.now();
        finish(traffic);
        return result(server, traffic, loadEnded);
      }
    }
  }

  /** A fault that comes too late is not made. */
  private boolean isOver(long began) {
    boolean waits = schedule.pace() != Schedule.Pace.NOTHING;
    return cluster.isEnding() || (waits && clock.now() - began > schedule.length().toNanos());
  }

  private void strike(Fault fault, long began, Owners owners, Traffic traffic, Schedule.Pace pace) {
    doing = "calm";
    long wait = began + fault.at().toNanos() - clock.now();
    if (wait > 0 && cluster.pause(Duration.ofNanos(wait))) return;
    Map<String, String> places = owners.now();
    var injector = new Injector(cluster, screen::say);
    List<NodeSlot> victims = injector.victims(fault, places, ChaosSale.HOT);
    doing = Injector.words(fault, victims);
    screen.say("%7.1f s  %s".formatted(clock.now() / 1e9, doing));
    long at = clock.now();
    injector.inject(fault, victims);
    injector.heal(fault, victims);
    long healed = clock.now();
    BooleanSupplier isThereAgain =
        () ->
            switch (pace) {
              case NOTHING -> true;
              case SELLING -> traffic.sellsSince(healed);
              case WHOLE -> traffic.sellsSince(healed) && cluster.isWhole();
            };
    if (!cluster.await(isThereAgain, WHOLE_MAX) && !cluster.isEnding()) {
      notWhole.add("%s at %.1f s".formatted(doing, at / 1e9));
    }
    Set<String> addresses = victims.stream().map(NodeSlot::address).collect(Collectors.toSet());
    injections.add(
        new Injection(
            fault,
            doing,
            at,
            healed,
            clock.now(),
            0,
            hit(fault, addresses, places),
            clock.takeOver(cluster.leases(), at)));
    if (pace != Schedule.Pace.NOTHING) {
      boolean _ = cluster.pause(schedule.calm());
    }
  }

  private static Set<String> hit(Fault fault, Set<String> victims, Map<String, String> owners) {
    return ChaosSale.measured().stream()
        .filter(
            quota ->
                fault.kind().hitsEveryQuota() || victims.contains(owners.getOrDefault(quota, "")))
        .collect(Collectors.toSet());
  }

  /** Lets all sessions end, and asks for every order that has no answer. */
  private void finish(Traffic traffic) {
    doing = "the last answers";
    cluster.heal();
    traffic.stopArrivals();
    boolean _ = cluster.await(() -> traffic.busy() == 0, SESSIONS_MAX);
    if (!cluster.isEnding() && traffic.busy() == 0) traffic.settle(SETTLE_MAX);
    boolean _ = cluster.await(cluster::isWhole, WHOLE_MAX);
  }

  private Result result(ServerClient server, Traffic traffic, long loadEnded)
      throws IOException, SQLException, InterruptedException {
    doing = "the final read";
    traffic.close();
    List<Operation> history = histories.read();
    var reading = new FinalRead(cluster, server);
    long last = clock.now() + BOOKS_MAX.toNanos();
    FinalState end = reading.read(history, clock.now());
    List<Finding> findings = Checker.check(history, end);
    // An order that has ended returns its units with the next retry.
    while (findings.stream().anyMatch(finding -> finding.kind() == Finding.Kind.OVERSOLD)
        && clock.now() < last
        && !cluster.pause(Duration.ofSeconds(2))) {
      end = reading.read(history, clock.now());
      findings = Checker.check(history, end);
    }
    histories.finish(end, history);
    return new Result(
        withUntil(loadEnded),
        List.copyOf(notWhole),
        history,
        findings,
        traffic.dropped(),
        cluster.nodes().stream().map(NodeSlot::ends).toList());
  }

  private List<Injection> withUntil(long loadEnded) {
    var all = new ArrayList<Injection>();
    for (int i = 0; i < injections.size(); i++) {
      Injection one = injections.get(i);
      long until = i + 1 < injections.size() ? injections.get(i + 1).at() : loadEnded;
      all.add(
          new Injection(
              one.fault(),
              one.what(),
              one.at(),
              one.healed(),
              one.whole(),
              until,
              one.hit(),
              one.takeOver()));
    }
    return all;
  }

  private String progress(Traffic traffic) {
    return "%7.1f s  fault %d of %d  %,d orders asked for, %d clients busy, %d dropped  %s"
        .formatted(
            clock.now() / 1e9,
            Math.min(injections.size() + 1, schedule.faults().size()),
            schedule.faults().size(),
            traffic.sessions(),
            traffic.busy(),
            traffic.dropped(),
            doing);
  }
}
