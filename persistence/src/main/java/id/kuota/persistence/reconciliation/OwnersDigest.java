package id.kuota.persistence.reconciliation;

/**
 * A digest of the units of each owner, as three numbers: the same pairs, in whatever order they are
 * added, give the same digest, and two different sets give the same one with a chance of one to
 * 2^64. So what a million orders own can be compared without keeping a million ids. Not
 * thread-safe.
 */
final class OwnersDigest {

  private long owners;
  private long units;
  private long mark;

  void add(String owner, long quantity) {
    owners++;
    units += quantity;
    mark += mix(hash(owner) + mix(quantity));
  }

  /** Adds all that another one has. */
  void add(OwnersDigest other) {
    owners += other.owners;
    units += other.units;
    mark += other.mark;
  }

  boolean sameAs(OwnersDigest other) {
    return owners == other.owners && units == other.units && mark == other.mark;
  }

  @Override
  public String toString() {
    return "%d units of %d orders (mark %016x)".formatted(units, owners, mark);
  }

  /** Computes FNV-1a over the characters. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** Spreads every bit over all (the finalizer of SplitMix64). */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
