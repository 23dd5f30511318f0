package id.kuota.engine.recipe;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.recipe.LockerCommand.RecordKeyMade;
import id.kuota.engine.recipe.LockerCommand.RentLocker;
import id.kuota.engine.recipe.LockerCommand.ReturnLocker;
import id.kuota.engine.recipe.LockerEvent.KeyMade;
import id.kuota.engine.recipe.LockerEvent.LockerRented;
import id.kuota.engine.recipe.LockerEvent.LockerReturned;
import id.kuota.engine.recipe.LockerState.Free;
import id.kuota.engine.recipe.LockerState.Rented;
import java.time.Instant;
import java.util.List;

/** The rules of one locker. Pure: the same state, command and time always give the same answer. */
final class Locker {

  private Locker() {}

  static Decision<LockerEvent, LockerRefusal> decide(
      LockerState state, LockerCommand command, Instant now) {
    return switch (state) {
      case Free free ->
          switch (command) {
            case RentLocker rent -> accepted(new LockerRented(rent.guest(), now));
            case ReturnLocker back -> refused(LockerRefusal.NOT_RENTED);
            case RecordKeyMade made -> alreadySo();
          };
      case Rented rented ->
          switch (command) {
            case RentLocker rent when rent.guest().equals(rented.guest()) -> alreadySo();
            case RentLocker rent -> refused(LockerRefusal.TAKEN);
            case ReturnLocker back -> accepted(new LockerReturned(now));
            case RecordKeyMade made -> rented.hasKey() ? alreadySo() : accepted(new KeyMade(now));
          };
    };
  }

  static LockerState evolve(LockerState state, LockerEvent event) {
    return switch (event) {
      case LockerRented rented -> new Rented(rented.guest(), false);
      case KeyMade made when state instanceof Rented rented -> new Rented(rented.guest(), true);
      case KeyMade late -> state;
      case LockerReturned returned -> new Free();
    };
  }

  static List<MakeKey> effects(LockerState state) {
    return state instanceof Rented rented && !rented.hasKey()
        ? List.of(new MakeKey(rented.guest()))
        : List.of();
  }
}
