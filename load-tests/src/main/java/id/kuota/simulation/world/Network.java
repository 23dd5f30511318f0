package id.kuota.simulation.world;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The network between machines. It delays and loses, duplicates and reorders as the weather says;
 * machines that are cut off from each other hear nothing. Within one machine nothing is lost.
 */
public final class Network {

  /** How a message may come twice. */
  public enum Repeat {
    /** Again at any later time. */
    ANY_TIME,
    /** At once: remote actors deliver at most once, so it never comes after its answer. */
    AT_ONCE
  }

  /**
   * One end of the network.
   *
   * @param name of the actor or client
   * @param machine where it runs
   */
  public record End(String name, String machine) {}

  private record Cut(String one, String other) {}

  private static final long HOP_MICROS = 20;
  private static final long SOON_MICROS = 10_000;

  private final World world;
  private final Map<String, SplittableRandom> chances = new HashMap<>();
  private final Map<String, Long> lastArrivals = new HashMap<>();
  private final Set<Cut> cuts = new HashSet<>();
  private Weather weather;

  public Network(World world, Weather weather) {
    this.world = world;
    this.weather = weather;
  }

  /** From now on messages arrive, once and soon. */
  public void clearUp() {
    weather = Weather.CALM;
    cuts.clear();
  }

  /** Nothing passes between two machines any more. */
  public void cut(String one, String other) {
    cuts.add(new Cut(one, other));
    cuts.add(new Cut(other, one));
  }

  public void mend(String one, String other) {
    cuts.remove(new Cut(one, other));
    cuts.remove(new Cut(other, one));
  }

  /**
   * Sends a message.
   *
   * @param what the message in words, for the story
   */
  public void send(End from, End to, Repeat repeat, Supplier<String> what, Runnable arrival) {
    if (from.machine().equals(to.machine())) {
      world.story().sent(world.micros(), from.name(), to.name(), what, false);
      world.after(HOP_MICROS, arrival);
      return;
    }
    SplittableRandom chance = chances.computeIfAbsent(from.name(), world::random);
    boolean lost =
        chance.nextDouble() < weather.loss()
            || cuts.contains(new Cut(from.machine(), to.machine()));
    world.story().sent(world.micros(), from.name(), to.name(), what, lost);
    if (lost) return;
    boolean twice = chance.nextDouble() < weather.duplicate();
    String way = from.name() + '>' + to.name();
    switch (repeat) {
      case ANY_TIME -> {
        deliver(way, chance, arrival);
        if (twice) deliver(way, chance, arrival);
      }
      case AT_ONCE -> {
        deliver(
            way,
            chance,
            () -> {
              arrival.run();
              if (twice) arrival.run();
            });
        if (weather.echo() > 0 && chance.nextDouble() < weather.echo()) {
          world.after(chance.nextLong(10_000, micros(weather.slowest()) + 10_001), arrival);
        }
      }
    }
  }

  private void deliver(String way, SplittableRandom chance, Runnable arrival) {
    boolean dawdles = chance.nextDouble() < weather.dawdling();
    long most = dawdles ? micros(weather.slowest()) : SOON_MICROS;
    long delay = chance.nextLong(HOP_MICROS, most + HOP_MICROS + 1);
    if (weather.keepsOrder()) {
      long at = Math.max(world.micros() + delay, lastArrivals.getOrDefault(way, 0L));
      lastArrivals.put(way, at);
      delay = at - world.micros();
    }
    world.after(delay, arrival);
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1_000;
  }
}
