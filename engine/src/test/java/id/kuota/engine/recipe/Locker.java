package id.kuota.engine.recipe;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import java.time.Instant;
import java.util.List;

/** The rules of one locker. Pure: the same state, command and time always give the same answer. */
final class Locker {

  private Locker() {}

  static Decision<LockerEvent, LockerRefusal> decide(
      LockerState state, LockerCommand command, Instant now) {
    return switch (state) {
      case LockerState.Free free ->
          switch (command) {
            case LockerCommand.RentLocker rent ->
                accepted(new LockerEvent.LockerRented(rent.guest(), now));
            case LockerCommand.ReturnLocker back -> refused(LockerRefusal.NOT_RENTED);
            case LockerCommand.RecordKeyMade made -> alreadySo();
          };
      case LockerState.Rented rented ->
          switch (command) {
            case LockerCommand.RentLocker rent when rent.guest().equals(rented.guest()) ->
                alreadySo();
            case LockerCommand.RentLocker rent -> refused(LockerRefusal.TAKEN);
            case LockerCommand.ReturnLocker back -> accepted(new LockerEvent.LockerReturned(now));
            case LockerCommand.RecordKeyMade made ->
                rented.hasKey() ? alreadySo() : accepted(new LockerEvent.KeyMade(now));
          };
    };
  }

  static LockerState evolve(LockerState state, LockerEvent event) {
    return switch (event) {
      case LockerEvent.LockerRented rented -> new LockerState.Rented(rented.guest(), false);
      case LockerEvent.KeyMade made when state instanceof LockerState.Rented rented ->
          new LockerState.Rented(rented.guest(), true);
      case LockerEvent.KeyMade late -> state;
      case LockerEvent.LockerReturned returned -> new LockerState.Free();
    };
  }

  static List<MakeKey> effects(LockerState state) {
    return state instanceof LockerState.Rented rented && !rented.hasKey()
        ? List.of(new MakeKey(rented.guest()))
        : List.of();
  }
}
