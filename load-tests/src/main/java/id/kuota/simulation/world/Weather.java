package id.kuota.simulation.world;

import java.time.Duration;

/**
 * What happens to messages between nodes, and between nodes and clients.
 *
 * @param loss how often a message is lost, 0 to 1
 * @param duplicate how often it arrives twice, 0 to 1
 * @param dawdling how often it takes up to {@code slowest} instead of 10 ms
 * @param keepsOrder whether messages from one sender to one receiver keep their order
 * @param echo how often a message that comes once by contract comes again, long after; 0 to 1
 */
public record Weather(
    double loss,
    double duplicate,
    double dawdling,
    Duration slowest,
    boolean keepsOrder,
    double echo) {

  public static final Weather CALM = new Weather(0, 0, 0, Duration.ofMillis(10), true, 0);

  /** Weather in which remote actors deliver at most once, as they should. */
  public Weather(
      double loss, double duplicate, double dawdling, Duration slowest, boolean keepsOrder) {
    this(loss, duplicate, dawdling, slowest, keepsOrder, 0);
  }
}
