package id.kuota.engine.ticket;

import static id.kuota.engine.ticket.TicketFixtures.NORTH;
import static id.kuota.engine.ticket.TicketFixtures.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeopleInsideTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void entriesOfATicketThatIsInsideAddNone() {
    assertThat(gates(in(1, NORTH), in(2, NORTH), in(3, SOUTH), in(4, SOUTH)))
        .as("one person, whose last gate is south")
        .containsExactly(SOUTH);
  }

  @Test
  void exitsOfATicketThatNeverCameTakeOutNone() {
    assertThat(gates(out(1), out(2))).isEmpty();
    assertThat(gates(out(1), out(2), in(3, NORTH))).containsExactly(NORTH);
  }

  @Test
  void aConflictIsAnotherPerson() {
    assertThat(gates(in(1, NORTH), conflict(2))).containsExactlyInAnyOrder(NORTH, SOUTH);
    assertThat(gates(conflict(1), in(2, NORTH)))
        .as("also if the upload was of an earlier time")
        .containsExactlyInAnyOrder(NORTH, SOUTH);
    assertThat(gates(conflict(1))).as("by a void ticket").containsExactly(SOUTH);
  }

  @Test
  void eachOfTwoPeopleLeavesAndTheHolderComesBack() {
    assertThat(gates(in(1, NORTH), conflict(2), out(3))).containsExactly(SOUTH);
    assertThat(gates(in(1, NORTH), conflict(2), out(3), in(4, NORTH))).hasSize(2);
    assertThat(gates(in(1, NORTH), conflict(2), out(3), out(4))).isEmpty();
    assertThat(gates(in(1, NORTH), conflict(2), out(3), out(4), out(5))).isEmpty();
  }

  @Test
  void theTimeAtTheGateDecidesAndOfTheSameTimeTheOrderOfTheJournal() {
    assertThat(gates(out(3), in(1, NORTH))).as("the entry was uploaded late").isEmpty();
    assertThat(gates(in(3, NORTH), out(1))).as("the exit was uploaded late").hasSize(1);
    assertThat(gates(in(1, NORTH), out(1))).isEmpty();
    assertThat(gates(out(1), in(1, NORTH))).hasSize(1);
  }

  private static List<GateId> gates(PeopleInside.Step... steps) {
    return new ArrayList<>(PeopleInside.after(List.of(steps)).gates());
  }

  private static PeopleInside.Step in(int second, GateId gate) {
    return new PeopleInside.Step(NOON.plusSeconds(second), GatePassage.Direction.IN, gate, false);
  }

  private static PeopleInside.Step conflict(int second) {
    return new PeopleInside.Step(NOON.plusSeconds(second), GatePassage.Direction.IN, SOUTH, true);
  }

  private static PeopleInside.Step out(int second) {
    return new PeopleInside.Step(NOON.plusSeconds(second), GatePassage.Direction.OUT, SOUTH, false);
  }
}
