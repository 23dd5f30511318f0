package id.kuota.http.node;

import java.time.Duration;
import java.util.Map;

/**
 * How long a node may be silent, and how often nodes speak to each other, in proportion to the
 * validity of a lease: one setting says how patient a cluster is, with slow machines and with short
 * breaks of the network alike, and many nodes on few processors do not spend them on each other.
 */
final class Silence {

  private static final double SPEAK_EVERY = 0.2;
  private static final double PAUSE = 0.6;
  private static final double SETTLING = 1.2;

  private Silence() {}

  /** Returns the settings of Pekko's failure detector and gossip, and of our downing. */
  static Map<String, Object> settings(Duration lease) {
    return Map.of(
        "pekko.cluster.failure-detector.heartbeat-interval", part(lease, SPEAK_EVERY),
        "pekko.cluster.failure-detector.expected-response-after", part(lease, SPEAK_EVERY),
        "pekko.cluster.gossip-interval", part(lease, SPEAK_EVERY),
        "pekko.cluster.failure-detector.acceptable-heartbeat-pause", part(lease, PAUSE),
        "kuota.downing.settling", part(lease, SETTLING));
  }

  private static Duration part(Duration lease, double factor) {
    return Duration.ofMillis(Math.round(lease.toMillis() * factor));
  }
}
