package id.kuota.persistence.groupcommit;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of stream names in a fixed amount of memory that may say "perhaps" of a name that was never
 * put in, but never "no" of one that was: a Bloom filter (B. H. Bloom, Communications of the ACM
 * 13, 1970). With {@value #HASHES} bits for each name, 16 MiB say "perhaps" wrongly of one name in
 * 250 when they hold ten million, and hardly ever when they hold two. Thread-safe without locks.
 */
final class StreamFilter {

  private static final int HASHES = 4;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final AtomicLongArray words;
  private final long mask;

  /**
   * Creates an empty filter.
   *
   * @param mebibytes a power of two
   */
  StreamFilter(int mebibytes) {
    if (Integer.bitCount(mebibytes) != 1) {
      throw new IllegalArgumentException("not a power of two: " + mebibytes);
    }
    int length = mebibytes * (1024 * 1024 / Long.BYTES);
    this.words = new AtomicLongArray(length);
    this.mask = (long) length * Long.SIZE - 1;
  }

  void add(String stream) {
    long hash = hash(stream);
    long step = step(hash);
    for (int i = 0; i < HASHES; i++, hash += step) {
      int word = word(hash);
      long bit = 1L << hash;
      if ((words.get(word) & bit) == 0) words.getAndAccumulate(word, bit, (a, b) -> a | b);
    }
  }

  /** Returns whether this name was certainly never put in. */
  boolean lacks(String stream) {
    long hash = hash(stream);
    long step = step(hash);
    for (int i = 0; i < HASHES; i++, hash += step) {
      if ((words.get(word(hash)) & 1L << hash) == 0) return true;
    }
    return false;
  }

  private int word(long hash) {
    return (int) ((hash & mask) >>> 6);
  }

  /**
   * FNV-1a over the characters, then the last mixing step of MurmurHash3, so that all bits count.
   */
  private static long hash(String stream) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < stream.length(); i++) {
      hash = (hash ^ stream.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }

  /** Odd, so that the bits of one name are different ones (Kirsch and Mitzenmacher, 2006). */
  private static long step(long hash) {
    return Long.rotateLeft(hash, 32) * 0x9e3779b97f4a7c15L | 1;
  }
}
