package id.kuota.engine.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The people that are inside of one list by one ticket: the ticket's holder, and others that hold
 * the same ticket. Pure, and the only definition: the projection counts by it, and the
 * reconciliation compares with it.
 *
 * <ul>
 *   <li>An entry brings the holder in. If the holder is inside already, the exit was not scanned:
 *       the entry adds no person, and moves the holder to the later gate.
 *   <li>An entry that was a conflict brings in another person.
 *   <li>An exit takes out the holder, else the other person that came last, else none.
 * </ul>
 *
 * Passages count in the order of {@link GatePassage#passedAt}, of the same time in the order in
 * which they were recorded. A passage that was taken back is left out, so all is as if it had not
 * been.
 *
 * @param holder the gate of the holder's last entry; null if the holder is not inside
 * @param others the gate of each other person, in the order in which they came
 */
public record PeopleInside(@Nullable GateId holder, List<GateId> others) {

  private static final PeopleInside NONE = new PeopleInside(null, List.of());

  /**
   * What a passage did.
   *
   * @param conflict whether the ticket would have refused the entry
   */
  public record Step(
      Instant passedAt, GatePassage.Direction direction, GateId gate, boolean conflict) {}

  public PeopleInside {
    others = List.copyOf(others);
  }

  /**
   * Returns the people inside after all of these.
   *
   * @param recorded the passages of one ticket to and from one list, in the order of the journal
   */
  public static PeopleInside after(List<Step> recorded) {
    // A stable sort: of the same time, as recorded.
    var steps = recorded.stream().sorted(Comparator.comparing(Step::passedAt)).toList();
    PeopleInside people = NONE;
    for (Step step : steps) people = people.then(step);
    return people;
  }

  /** Returns the gate of the last entry of each person. */
  public List<GateId> gates() {
    var gates = new ArrayList<>(others);
    Optional.ofNullable(holder).ifPresent(gates::add);
    return gates;
  }

  private PeopleInside then(Step step) {
    return switch (step.direction()) {
      case OUT -> holder == null ? withoutLast() : new PeopleInside(null, others);
      case IN -> step.conflict() ? with(step.gate()) : new PeopleInside(step.gate(), others);
    };
  }

  private PeopleInside with(GateId other) {
    var more = new ArrayList<>(others);
    more.add(other);
    return new PeopleInside(holder, more);
  }

  private PeopleInside withoutLast() {
    return others.isEmpty() ? this : new PeopleInside(null, others.subList(0, others.size() - 1));
  }
}
