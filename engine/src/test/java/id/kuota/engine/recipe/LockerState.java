package id.kuota.engine.recipe;

/** Where a locker stands. */
sealed interface LockerState {

  record Free() implements LockerState {}

  /**
   * A guest has it.
   *
   * @param hasKey whether the key maker has acknowledged the key
   */
  record Rented(String guest, boolean hasKey) implements LockerState {}
}
