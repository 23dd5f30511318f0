package id.kuota.http.cli.cluster;

/** How much heap a node gets on a machine that it shares with others. Pure. */
public final class HeapSize {

  /** A node that is tried out needs no more. */
  private static final long MOST = 512;

  /** With less a node spends its time on collecting. */
  public static final long LEAST = 96;

  /** What a JVM needs besides its heap: classes, code, threads, buffers. */
  private static final long BESIDE = 200;

  private HeapSize() {}

  /**
   * Returns the heap of each node in megabytes, so that all of them take half of the memory.
   *
   * @param memory of the machine, in megabytes
   */
  public static long of(long memory, int nodes) {
    return Math.clamp(memory / 2 / nodes - BESIDE, LEAST, MOST);
  }
}
