package id.kuota.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A clock and a queue of what happens next. Everything runs on the caller's thread, in an order
 * that follows from the seed. Not thread-safe.
 */
public final class World {

  private static final Instant BEGINNING = Instant.parse("2027-01-01T10:00:00Z");
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private record Happening(long at, long number, Runnable what) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Happening> future = new PriorityQueue<>();
  private final long seed;
  private final Story story;
  private long micros;
  private long number;

  /** Creates a world at its beginning, in which nothing is going to happen yet. */
  public World(long seed, Story story) {
    this.seed = seed;
    this.story = story;
  }

  /** Returns the true time; clocks of nodes differ from it. */
  public Instant now() {
    return BEGINNING.plus(micros, ChronoUnit.MICROS);
  }

  /** Microseconds since the beginning. */
  public long micros() {
    return micros;
  }

  public Story story() {
    return story;
  }

  /**
   * Random numbers for one thing. They depend on the seed and the name only, so that what is left
   * out of a plan does not change the choices of the others.
   */
  public SplittableRandom random(String name) {
    long hash = 0;
    for (int i = 0; i < name.length(); i++) hash = hash * 31 + name.charAt(i);
    return new SplittableRandom(seed * GOLDEN ^ Long.rotateLeft(hash * GOLDEN, 32));
  }

  public void after(Duration pause, Runnable what) {
    after(pause.toNanos() / 1_000, what);
  }

  /** Lets something happen after a pause in microseconds; what comes first stays first. */
  public void after(long pause, Runnable what) {
    future.add(new Happening(micros + Math.max(0, pause), number++, what));
  }

  /** Lets the next thing happen; false when nothing is left before the end. */
  public boolean step(Duration end) {
    Happening next = future.peek();
    if (next == null || next.at() > end.toNanos() / 1_000) return false;
    future.remove();
    micros = next.at();
    next.what().run();
    return true;
  }
}
