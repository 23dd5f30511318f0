package id.kuota.simulation.plan;

import java.time.Duration;

/**
 * An actor outside of the engine. What it does follows from the seed and its name.
 *
 * @param number distinguishes actors of one kind
 * @param at when it comes
 */
public record Role(Kind kind, int number, Duration at) implements Element {

  /** What it comes for. */
  public enum Kind {
    /** Orders directly. */
    BUYER,
    /** Fills a cart first. */
    CART_SHOPPER,
    /** Scans tickets. */
    STEWARD,
    /** Sends money back at the gateway, and the orders did not ask for it. */
    DASHBOARD,
    /** Sets capacities, cancels tickets, looks after refunds. */
    OPERATOR
  }

  public String name() {
    return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + '-' + number;
  }
}
