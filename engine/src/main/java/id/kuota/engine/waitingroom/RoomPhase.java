package id.kuota.engine.waitingroom;

/** Where a waiting room stands, for all who wait in it. */
public enum RoomPhase {
  /** Before the start: entries are taken, and have no number yet. */
  PREQUEUE,
  /** The entries are frozen, and their order is being drawn. */
  SHUFFLING,
  /** People are let in. */
  OPEN,
  /** No one is let in for now: the operator has paused the room or the sale. */
  PAUSED,
  /** No unit is free, but units that are held may come back. */
  ALL_TAKEN,
  /** The last unit is paid. */
  SOLD_OUT,
  /** The sale has ended for good. */
  ENDED;

  /**
   * Returns the phase.
   *
   * @param hasEnded whether the sale never sells again
   * @param isPaused whether sale or room are paused
   * @param free units that can be held; may be negative after a forced cut
   * @param held units that may come back
   */
  public static RoomPhase of(
      boolean isFrozen,
      boolean isShuffled,
      boolean hasEnded,
      boolean isPaused,
      long free,
      long held) {
    if (hasEnded) return ENDED;
    if (!isFrozen) return PREQUEUE;
    if (!isShuffled) return SHUFFLING;
    if (free <= 0 && held <= 0) return SOLD_OUT;
    if (isPaused) return PAUSED;
    return free <= 0 ? ALL_TAKEN : OPEN;
  }

  /** Returns whether those who wait are sent home. */
  public boolean isTheEnd() {
    return this == SOLD_OUT || this == ENDED;
  }
}
