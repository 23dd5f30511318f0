package id.kuota.engine.recipe;

/** Why a locker says no. */
enum LockerRefusal {
  /** Another guest has it. */
  TAKEN,
  /** It is free. */
  NOT_RENTED
}
