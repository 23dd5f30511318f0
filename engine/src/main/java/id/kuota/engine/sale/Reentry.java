package id.kuota.engine.sale;

/** When a list admits a ticket again that it has admitted. */
public enum Reentry {
  /** Never. */
  NEVER,
  /** One person at a time: again after leaving. */
  AFTER_EXIT,
  /** Any number of times, without leaving. */
  ALWAYS
}
