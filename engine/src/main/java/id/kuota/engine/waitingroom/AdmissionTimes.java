package id.kuota.engine.waitingroom;

import java.time.Duration;

/** How long what is promised to a person counts as promised. */
public final class AdmissionTimes {

  /**
   * Within this time of being let in a person who waits comes: the client asks every second or two
   * when its turn is near. A unit whose candidate does not come has the next one before five
   * seconds are over.
   */
  public static final Duration COMING = Duration.ofSeconds(4);

  /** A session is valid for this time: so long a person may choose. */
  public static final Duration SESSION = Duration.ofMinutes(5);

  /** A pass is valid for this time at least, and for twice as much at most. */
  public static final Duration PASS = Duration.ofMinutes(2);

  /** Shares are measured over this time, up to a moment ago. */
  public static final Duration MEASURED = Duration.ofMinutes(10);

  private AdmissionTimes() {}
}
