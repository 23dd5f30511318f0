package id.kuota.persistence.groupcommit;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts flushes by size, in powers of two. Thread-safe. */
final class FlushMeter {

  private static final int BUCKETS = 16;

  private final AtomicLongArray bySize = new AtomicLongArray(BUCKETS);
  private final LongAdder rows = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  void flushed(int size, long took) {
    if (size == 0) return; // A part of a group that is being taken apart.
    bySize.incrementAndGet(Math.min(BUCKETS - 1, 32 - Integer.numberOfLeadingZeros(size) - 1));
    rows.add(size);
    nanos.add(took);
  }

  /** Flushes of 2^bucket up to 2^(bucket+1)-1 rows. */
  long flushes(int bucket) {
    return bySize.get(bucket);
  }

  long rows() {
    return rows.sum();
  }

  long nanos() {
    return nanos.sum();
  }
}
