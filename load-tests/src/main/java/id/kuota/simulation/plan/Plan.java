package id.kuota.simulation.plan;

import id.kuota.simulation.world.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One run, before it begins.
 *
 * @param calmAfter from then on nothing is lost and nothing fails, and all must come to an end
 */
public record Plan(
    long seed,
    int machines,
    Weather weather,
    Troubles troubles,
    List<Element> elements,
    Duration calmAfter) {

  /** How long the healthy phase is: longer than the longest that the engine waits for a gateway. */
  public static final Duration HEALTHY = Duration.ofMinutes(8);

  public Plan {
    elements = List.copyOf(elements);
  }

  public Duration end() {
    return calmAfter.plus(HEALTHY);
  }

  /** Returns whether an actor of this kind comes. */
  public boolean has(Role.Kind kind) {
    return elements.stream().anyMatch(one -> one instanceof Role role && role.kind() == kind);
  }

  public Plan with(List<Element> others) {
    return new Plan(seed, machines, weather, troubles, others, calmAfter);
  }

  public Plan with(Weather other) {
    return new Plan(seed, machines, other, troubles, elements, calmAfter);
  }

  public Plan with(Troubles other) {
    return new Plan(seed, machines, weather, other, elements, calmAfter);
  }

  /** Draws the plan of a seed. */
  public static Plan of(long seed) {
    var random = new SplittableRandom(seed);
    int machines = random.nextInt(1, 4);
    long calm = random.nextLong(30_000, 120_000);
    var elements = new ArrayList<Element>(roles(random, calm));
    elements.addAll(faults(random, machines, calm));
    loss(new SplittableRandom(~seed), machines).ifPresent(elements::add);
    return new Plan(
        seed, machines, weather(random), troubles(random), elements, Duration.ofMillis(calm));
  }

  private static Weather weather(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Weather(0, 0, 0.1, Duration.ofMillis(50), true);
      case 1 -> new Weather(random.nextDouble(0.3), 0, 0.1, Duration.ofSeconds(8), true);
      default ->
          new Weather(
              random.nextDouble(0.3),
              random.nextDouble(0.5),
              random.nextDouble(0.25),
              Duration.ofMillis(random.nextLong(100, 12_000)),
              random.nextBoolean());
    };
  }

  private static Troubles troubles(SplittableRandom random) {
    return new Troubles(
        random.nextBoolean() ? random.nextDouble(0.1) : 0,
        random.nextBoolean() ? random.nextDouble(0.1) : 0,
        random.nextBoolean() ? random.nextDouble(0.1) : 0,
        random.nextBoolean() ? random.nextDouble(0.4) : 0,
        random.nextDouble(0.5),
        random.nextDouble(0.3),
        random.nextBoolean() ? random.nextDouble(0.2) : 0,
        random.nextBoolean() ? random.nextDouble(0.3) : 0);
  }

  private static List<Role> roles(SplittableRandom random, long calm) {
    var roles = new ArrayList<Role>();
    int buyers = random.nextInt(3, 9);
    int shoppers = random.nextInt(0, 5);
    // Some come when all is well again: what they find must be in order.
    for (int i = 0; i < buyers; i++) {
      roles.add(role(Role.Kind.BUYER, i, random.nextLong(500, calm + 40_000)));
    }
    for (int i = 0; i < shoppers; i++) {
      roles.add(role(Role.Kind.CART_SHOPPER, i, random.nextLong(500, calm + 40_000)));
    }
    for (int i = random.nextInt(0, 3); i > 0; i--) {
      roles.add(role(Role.Kind.STEWARD, i, random.nextLong(2_000, calm)));
    }
    boolean hasDashboard = random.nextInt(3) == 0;
    if (hasDashboard) roles.add(role(Role.Kind.DASHBOARD, 0, random.nextLong(3_000, 40_000)));
    roles.add(role(Role.Kind.OPERATOR, 0, 1_000));
    return roles;
  }

  private static Role role(Role.Kind kind, int number, long at) {
    return new Role(kind, number, Duration.ofMillis(at));
  }

  private static List<Fault> faults(SplittableRandom random, int machines, long calm) {
    var faults = new ArrayList<Fault>();
    for (int i = random.nextInt(2, 12); i > 0; i--) {
      Duration at = Duration.ofMillis(random.nextLong(500, calm));
      faults.add(fault(random, machines, at));
    }
    // A hand-over and a pause belong to a healthy cluster too.
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      Duration at = Duration.ofMillis(calm + random.nextLong(20_000, 90_000));
      faults.add(
          random.nextBoolean()
              ? new Fault.Rebalance(random.nextInt(100, 1_000), at)
              : new Fault.Pause(
                  random.nextInt(machines), at, Duration.ofMillis(random.nextLong(5, 400))));
    }
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      faults.add(new Fault.RebalanceAtWrite(random.nextInt(1, 60), random.nextInt(300, 1_001)));
    }
    return faults;
  }

  /** The loss of a machine belongs to a healthy cluster too; a single one is back soon. */
  private static Optional<Fault> loss(SplittableRandom random, int machines) {
    if (random.nextInt(3) == 0) return Optional.empty();
    Duration time = Duration.ofMillis(machines > 1 ? random.nextLong(5_000, 15_000) : 500);
    return Optional.of(new Fault.CrashInCalm(random.nextInt(1, 80), random.nextBoolean(), time));
  }

  private static Fault fault(SplittableRandom random, int machines, Duration at) {
    int machine = random.nextInt(machines);
    Duration time = Duration.ofMillis(random.nextLong(10, 15_000));
    return switch (random.nextInt(10)) {
      case 0 -> new Fault.Crash(machine, at, time);
      case 1, 2 -> new Fault.CrashAtWrite(random.nextInt(1, 150), random.nextBoolean(), time);
      case 3 -> new Fault.Pause(machine, at, Duration.ofMillis(random.nextLong(5, 3_000)));
      case 4 -> new Fault.ClockStep(machine, at, random.nextInt(-1_000, 1_001));
      case 5 -> new Fault.Rebalance(random.nextInt(100, 1_000), at);
      case 6 -> new Fault.SecondWriter(random.nextInt(1_000), at, time);
      case 7 ->
          machines > 1
              ? new Fault.Partition(machine, (machine + 1) % machines, at, time)
              : new Fault.SlowJournal(at, time, Duration.ofMillis(random.nextLong(50, 6_000)));
      case 8 ->
          random.nextBoolean()
              ? new Fault.JournalOutage(at, time)
              : new Fault.SlowJournal(at, time, Duration.ofMillis(random.nextLong(50, 6_000)));
      default -> new Fault.GatewayOutage(at, time.multipliedBy(random.nextInt(1, 10)));
    };
  }
}
