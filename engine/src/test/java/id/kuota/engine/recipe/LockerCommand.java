package id.kuota.engine.recipe;

/** What can be asked of a locker. */
sealed interface LockerCommand {

  record RentLocker(String guest) implements LockerCommand {}

  record ReturnLocker() implements LockerCommand {}

  /** The key maker has acknowledged the key. */
  record RecordKeyMade() implements LockerCommand {}
}
