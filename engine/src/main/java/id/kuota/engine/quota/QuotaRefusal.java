package id.kuota.engine.quota;

/** Why a quota says no, in order of precedence. */
public enum QuotaRefusal {
  /** Too many requests wait for this quota on this node. Nothing was asked; try again. */
  OVERLOADED,
  /** The quota did not answer in time. The outcome is unknown; ask again with the same id. */
  UNANSWERED,
  /** No quota of this name has been opened. */
  QUOTA_UNKNOWN,
  /** The hold's deadline has passed and its owner is being asked. */
  HOLD_EXPIRED,
  /** The owner has asked for something else, in the same attempt or in a later one. */
  HOLD_CHANGED,
  /** Not enough units are free, but some that are held may come back. */
  TAKEN_FOR_NOW,
  /** Not enough units are left, and none that is held could help. */
  SOLD_OUT,
  /** The capacity would be below what is held and sold. */
  CAPACITY_BELOW_USE
}
