package id.kuota.engine.simulation;

import id.kuota.engine.Limits;
import id.kuota.engine.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A world with its own clock, in which everything happens on one thread and in an order that
 * follows from the seed. Its network delays and loses, duplicates and overtakes, until the weather
 * clears.
 */
public final class World {

  /**
   * What may happen to a message.
   *
   * @param echo how often a request of an order to a quota comes again, long after
   */
  public record Weather(
      double loss,
      double duplicate,
      double dawdling,
      long slowest,
      boolean keepsOrder,
      double echo) {

    Weather(double loss, double duplicate, double dawdling, long slowest, boolean keepsOrder) {
      this(loss, duplicate, dawdling, slowest, keepsOrder, 0);
    }
  }

  private static final Instant BEGINNING = Moment.at("10:00");

  private record Note(long at, Object who, Object what) {}

  private record Happening(long at, long number, Runnable what) {}

  private final SplittableRandom random;
  private final PriorityQueue<Happening> future =
      new PriorityQueue<>(
          Comparator.comparingLong(Happening::at).thenComparingLong(Happening::number));
  private final Map<String, Long> lastArrivals = new HashMap<>();
  private final List<Note> story = new ArrayList<>();
  private Weather weather;
  private long millis;
  private long number;

  public World(long seed, Weather weather) {
    this.random = new SplittableRandom(seed);
    this.weather = weather;
  }

  public Instant now() {
    return BEGINNING.plusMillis(millis);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code least}, below {@code bound}. */
  public long between(long least, long bound) {
    return random.nextLong(least, bound);
  }

  /** A note for whoever looks at one seed. */
  public void note(Object who, Object what) {
    story.add(new Note(millis, who, what));
  }

  /** All notes, one in a line. */
  String story() {
    return story.stream()
        .map(note -> "%s %s %s".formatted(BEGINNING.plusMillis(note.at()), note.who(), note.what()))
        .collect(Collectors.joining("\n", "What happened:\n", "\n"));
  }

  /** How far a clock goes wrong: less than the margin of a quota, as the clocks of nodes must. */
  public Duration skew() {
    long most = Limits.EXPIRY_MARGIN.toMillis() / 3;
    return Duration.ofMillis(between(-most, most + 1));
  }

  /** From now on messages arrive, once and soon. */
  void clearUp() {
    weather = new Weather(0, 0, 0, 10, true);
  }

  public void after(Duration pause, Runnable what) {
    after(pause.toMillis(), what);
  }

  public void after(long pauseMillis, Runnable what) {
    future.add(new Happening(millis + pauseMillis, number++, what));
  }

  /**
   * Sends a message.
   *
   * @param way sender and receiver, in case the weather keeps the order between them
   */
  public void send(String way, Runnable arrival) {
    if (chance(weather.loss())) return;
    deliver(way, arrival);
    if (chance(weather.duplicate())) {
      deliver(way, arrival);
    }
  }

  /**
   * Sends a request of an order to a quota. It may arrive twice in a row, but not again later
   * unless the weather has an echo: remote actors deliver at most once.
   */
  public void request(String way, Runnable arrival) {
    if (chance(weather.loss())) return;
    boolean twice = chance(weather.duplicate());
    deliver(
        way,
        () -> {
          arrival.run();
          if (twice) {
            arrival.run();
          }
        });
    if (chance(weather.echo())) {
      after(between(10, weather.slowest() + 11), arrival);
    }
  }

  private void deliver(String way, Runnable arrival) {
    boolean dawdles = chance(weather.dawdling());
    long at = millis + between(1, dawdles ? weather.slowest() + 2 : 10);
    if (weather.keepsOrder()) {
      at = Math.max(at, lastArrivals.getOrDefault(way, 0L));
      lastArrivals.put(way, at);
    }
    future.add(new Happening(at, number++, arrival));
  }

  /** Lets the next thing happen; false when nothing is left before the end. */
  boolean step(Duration end) {
    Happening next = future.peek();
    if (next == null || next.at() > end.toMillis()) return false;
    future.remove();
    millis = next.at();
    next.what().run();
    return true;
  }
}
