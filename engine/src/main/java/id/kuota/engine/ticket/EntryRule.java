package id.kuota.engine.ticket;

/**
 * When a ticket that was admitted to a list is admitted again.
 *
 * @param multiple any number of times, without leaving
 * @param reentry after it has left
 */
public record EntryRule(boolean multiple, boolean reentry) {

  /** Once. */
  public static final EntryRule ONCE = new EntryRule(false, false);

  /** One person at a time: again after leaving. */
  public static final EntryRule AFTER_EXIT = new EntryRule(false, true);
}
