package id.kuota.persistence.reconciliation;

import id.kuota.engine.quota.HoldId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What orders and carts say about one quota: holds that must or may be open, and units that must be
 * sold. What ended orders gave back leaves nothing here. Not thread-safe.
 */
final class Claims {

  /** No order says anything. */
  static final Claims NONE = new Claims();

  /** What an order says about its hold. */
  enum Word {
    /** An open cart of the order has chosen it: the hold is open until the cart's deadline. */
    IN_CART,
    /** The order is held: the hold is open. */
    HELD,
    /** The order is paid, and the quota has not acknowledged: the hold is open, or sold. */
    TO_SETTLE,
    /** The order has ended, and the quota has not acknowledged: the hold is open, or gone. */
    TO_RELEASE
  }

  /**
   * One order's word.
   *
   * @param since when it came to be so
   * @param deadline of the hold, after which the quota asks by itself
   */
  record Claim(Word word, int units, Instant since, Instant deadline) {}

  private Map<String, Claim> pending = Map.of();
  private final OwnersDigest settled = new OwnersDigest();

  void put(HoldId hold, Claim claim) {
    if (pending.isEmpty()) {
      pending = new HashMap<>(4); // Most quotas belong to one buyer and never have any.
    }
    pending.put(hold.value(), claim);
  }

  void settled(HoldId hold, int units) {
    settled.add(hold.value(), units);
  }

  /**
   * Units that a paid order gives back.
   *
   * @param least so many the quota has said that it has
   * @param most so many it has when all that is under way has arrived
   */
  record Returned(int least, int most) {}

  private Map<String, Returned> returned = Map.of();

  /** One more unit comes back; surely when the quota has acknowledged it. */
  void returned(HoldId hold, boolean isSure) {
    if (returned.isEmpty()) {
      returned = new HashMap<>(4);
    }
    Returned before = returned.getOrDefault(hold.value(), new Returned(0, 0));
    returned.put(hold.value(), new Returned(before.least() + (isSure ? 1 : 0), before.most() + 1));
  }

  Map<String, Returned> returned() {
    return returned;
  }

  Optional<Claim> of(String hold) {
    return Optional.ofNullable(pending.get(hold));
  }

  Map<String, Claim> pending() {
    return pending;
  }

  /** Returns units of orders that are paid and acknowledged. */
  OwnersDigest settled() {
    return settled;
  }
}
