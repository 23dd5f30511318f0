package id.kuota.http.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The latest requests of this node that took long or failed. Thread-safe, without locks. */
public final class SlowRequests {

  /** An older one makes room for a newer one. */
  public static final int MAX = 200;

  private static final int FAILED = 500;

  private final Duration slow;
  private final AtomicReferenceArray<@Nullable SlowRequest> ring = new AtomicReferenceArray<>(MAX);
  private final AtomicLong added = new AtomicLong();

  /**
   * Knows of none yet.
   *
   * @param slow what takes so long is slow
   */
  public SlowRequests(Duration slow) {
    this.slow = slow;
  }

  /** Returns whether a request belongs here. */
  public boolean takes(int status, Duration took) {
    return status >= FAILED || took.compareTo(slow) >= 0;
  }

  /** Adds one. */
  public void add(SlowRequest request) {
    ring.set((int) (added.getAndIncrement() % MAX), request);
  }

  /** Returns them, the latest first. */
  public List<SlowRequest> latest() {
    long next = added.get();
    var latest = new ArrayList<SlowRequest>();
    for (long i = next - 1; i >= Math.max(0, next - MAX); i--) {
      SlowRequest one = ring.get((int) (i % MAX));
      if (one != null) latest.add(one);
    }
    return latest;
  }
}
