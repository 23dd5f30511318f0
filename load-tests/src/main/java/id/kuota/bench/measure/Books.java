package id.kuota.bench.measure;

import id.kuota.bench.result.Violation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The record of a quota in one place after a round: its memory, its journal, its table.
 *
 * @param place in words
 * @param entries holds or orders that it knows of
 * @param known their numbers, where the place has them
 */
public record Books(
    String place,
    long capacity,
    long available,
    long held,
    long sold,
    long entries,
    Optional<BitSet> known) {

  private static final int SHOWN = 5;

  /** Returns a quota's own record; it counts the holds that it knows, and does not name them. */
  public static Books inMemory(long capacity, long available, long held, long sold, long holds) {
    return new Books("its memory", capacity, available, held, sold, holds, Optional.empty());
  }

  /**
   * Holds it against what was answered. Nothing ended without an answer, so both have to agree
   * exactly: nothing lost, nothing invented, and no unit counted twice.
   *
   * @param where named in the violations
   * @param opened the capacity that the quota was given
   * @param acknowledged numbers of the holds or orders that were granted, one unit each
   */
  public List<Violation> against(String where, long opened, BitSet acknowledged) {
    var found = new ArrayList<String>();
    int granted = acknowledged.cardinality();
    if (capacity != opened) found.add("capacity is %d, not %d".formatted(capacity, opened));
    if (sold + held + available != capacity) {
      found.add(
          "sold %d + held %d + available %d is not the capacity %d"
              .formatted(sold, held, available, capacity));
    }
    if (sold + held != granted) {
      found.add("%d units are taken, %d were granted".formatted(sold + held, granted));
    }
    if (entries != granted) {
      found.add("%d entries for %d that were granted".formatted(entries, granted));
    }
    known.ifPresent(
        numbers -> {
          compare("granted but not there", acknowledged, numbers).ifPresent(found::add);
          compare("there but never granted", numbers, acknowledged).ifPresent(found::add);
        });
    return found.stream().map(what -> new Violation(where + ", " + place, what)).toList();
  }

  private static Optional<String> compare(String what, BitSet these, BitSet notThose) {
    BitSet left = (BitSet) these.clone();
    left.andNot(notThose);
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d %s, such as %s"
                .formatted(left.cardinality(), what, left.stream().limit(SHOWN).boxed().toList()));
  }
}
