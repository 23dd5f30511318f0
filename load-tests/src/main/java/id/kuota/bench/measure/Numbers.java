package id.kuota.bench.measure;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The numbers of what is asked for in one round, from 1, which of them were granted, and their ids:
 * no id is used in two rounds. Thread-safe.
 */
public final class Numbers {

  private static final String PREFIX = "ord_";
  private static final int SERIES_DIGITS = 8;
  private static final int NUMBER_DIGITS = 24;
  private static final String ZEROS = "0".repeat(NUMBER_DIGITS);
  private static final AtomicInteger SERIES = new AtomicInteger();

  private final String series = PREFIX + digits(SERIES.incrementAndGet(), SERIES_DIGITS);
  private final AtomicInteger last = new AtomicInteger();
  private final BitSet granted = new BitSet();

  public int next() {
    return last.incrementAndGet();
  }

  public void granted(int number) {
    synchronized (granted) {
      granted.set(number);
    }
  }

  /** Returns all that were granted so far. */
  public BitSet acknowledged() {
    synchronized (granted) {
      return (BitSet) granted.clone();
    }
  }

  /** Returns what all ids of this round begin with. */
  public String series() {
    return series;
  }

  /** Returns the number as the id of an order, as long as real ones are. */
  public String orderId(int number) {
    return series + digits(number, NUMBER_DIGITS);
  }

  /** Returns the number in such an id. */
  public static int of(String orderId) {
    int begin = PREFIX.length() + SERIES_DIGITS;
    return Integer.parseInt(orderId, begin, begin + NUMBER_DIGITS, 10);
  }

  private static String digits(int number, int length) {
    String digits = Integer.toString(number);
    return ZEROS.substring(0, length - digits.length()) + digits;
  }
}
