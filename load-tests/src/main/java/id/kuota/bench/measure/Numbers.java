package id.kuota.bench.measure;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The numbers of what is asked for in one round, from 1, and which of them were granted.
 * Thread-safe.
 */
public final class Numbers {

  private static final String ZEROS = "0".repeat(32);

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

  /** All that were granted so far. */
  public BitSet acknowledged() {
    synchronized (granted) {
      return (BitSet) granted.clone();
    }
  }

  /** The number as the id of an order has it, as long as real ones are. */
  public static String orderId(int number) {
    String digits = Integer.toString(number);
    return "ord_" + ZEROS.substring(digits.length()) + digits;
  }

  /** The number in such an id. */
  public static int of(String orderId) {
    return Integer.parseInt(orderId, "ord_".length(), orderId.length(), 10);
  }
}
