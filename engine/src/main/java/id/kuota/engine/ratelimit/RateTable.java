package id.kuota.engine.ratelimit;

import java.util.function.LongSupplier;

/**
 * Keys and what they were given, 32 bytes for each: open addressing in arrays, since a node counts
 * some hundred thousand keys in a rush. A key that has used up what it was given is as if it had
 * never been there, and its place goes to another when the table is full. Used by one thread.
 */
final class RateTable {

  /**
   * Keys at once. Beyond it new keys are let through uncounted: then a million addresses ask, and
   * refusing those that happen to come late would help no one.
   */
  static final int KEYS_MAX = 1 << 21;

  private static final int SIZE_MIN = 1 << 10;

  private final LongSupplier nanoTime;
  private long[] high = new long[SIZE_MIN];
  private long[] low = new long[SIZE_MIN];
  private long[] momentUsedUp = new long[SIZE_MIN];
  private long[] longerUsedUp = new long[SIZE_MIN];
  private int used;

  RateTable(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * What a key was given.
   *
   * @param waitNanos until it may have one more, where it was given none
   */
  record Given(int permits, long waitNanos) {}

  /** Gives a key as many permits as both rates allow, and not more than it wants. */
  Given give(RateKey key, RateLimit limit, int wanted) {
    long now = nanoTime.getAsLong();
    int at = find(key);
    if (at < 0) {
      if (isFull() && !makeRoom(now)) return new Given(wanted, 0);
      at = add(key, now);
    }
    long allowed =
        Math.min(
            Gcra.available(limit.moment(), momentUsedUp[at], now),
            Gcra.available(limit.longer(), longerUsedUp[at], now));
    int permits = Math.clamp(allowed, 0, wanted);
    if (permits == 0) {
      return new Given(
          0,
          Math.max(
              Gcra.waitFor(limit.moment(), momentUsedUp[at], now),
              Gcra.waitFor(limit.longer(), longerUsedUp[at], now)));
    }
    momentUsedUp[at] = Gcra.after(limit.moment(), momentUsedUp[at], now, permits);
    longerUsedUp[at] = Gcra.after(limit.longer(), longerUsedUp[at], now, permits);
    return new Given(permits, 0);
  }

  /** Returns how many keys have a place, idle ones too. */
  int size() {
    return used;
  }

  /** Takes the places of idle keys back, and memory that is not needed any more. */
  void sweep() {
    if (used > SIZE_MIN / 4) rebuild(high.length, nanoTime.getAsLong());
  }

  private int find(RateKey key) {
    int mask = high.length - 1;
    for (int at = slot(key, mask); high[at] != 0 || low[at] != 0; at = (at + 1) & mask) {
      if (high[at] == key.high() && low[at] == key.low()) return at;
    }
    return -1;
  }

  private int add(RateKey key, long now) {
    int at = free(key);
    high[at] = key.high();
    low[at] = key.low();
    momentUsedUp[at] = now;
    longerUsedUp[at] = now;
    used++;
    return at;
  }

  private int free(RateKey key) {
    int mask = high.length - 1;
    int at = slot(key, mask);
    while (high[at] != 0 || low[at] != 0) at = (at + 1) & mask;
    return at;
  }

  private static int slot(RateKey key, int mask) {
    return (int) (key.low() ^ (key.low() >>> 32)) & mask;
  }

  /** Full at two thirds: beyond that, searches grow long. */
  private boolean isFull() {
    return used >= high.length / 3 * 2;
  }

  private boolean makeRoom(long now) {
    rebuild(high.length, now);
    if (!isFull()) return true;
    if (used >= KEYS_MAX) return false;
    rebuild(high.length * 2, now);
    return true;
  }

  /**
   * Moves the keys that are not idle into arrays of this size, or of a smaller one that will do.
   */
  private void rebuild(int size, long now) {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldMoment = momentUsedUp;
    long[] oldLonger = longerUsedUp;
    int busy = 0;
    for (int i = 0; i < oldHigh.length; i++) {
      if (isBusy(oldHigh[i], oldLow[i], oldMoment[i], oldLonger[i], now)) busy++;
    }
    int smaller = size;
    while (smaller > SIZE_MIN && busy < smaller / 6) smaller /= 2;
    high = new long[smaller];
    low = new long[smaller];
    momentUsedUp = new long[smaller];
    longerUsedUp = new long[smaller];
    used = 0;
    for (int i = 0; i < oldHigh.length; i++) {
      if (!isBusy(oldHigh[i], oldLow[i], oldMoment[i], oldLonger[i], now)) continue;
      int at = add(new RateKey(oldHigh[i], oldLow[i]), now);
      momentUsedUp[at] = oldMoment[i];
      longerUsedUp[at] = oldLonger[i];
    }
  }

  private static boolean isBusy(long high, long low, long moment, long longer, long now) {
    return (high != 0 || low != 0) && (moment - now > 0 || longer - now > 0);
  }
}
