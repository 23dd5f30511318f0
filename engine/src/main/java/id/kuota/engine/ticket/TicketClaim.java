package id.kuota.engine.ticket;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;

/**
 * What a ticket's code says, and the signature under it vouches for.
 *
 * @param key number of the key that signed
 * @param generation grows each time the ticket gets a new code; older codes are void then
 * @param sealedOrder the order, so that only the server can read it: a viewer of a ticket must not
 *     get the rights of the order's holder
 */
public record TicketClaim(
    int key, TicketId ticket, int generation, SaleId sale, OfferId offer, String sealedOrder) {

  /** Largest number of a key, and of a generation: what one and two bytes can hold. */
  public static final int KEY_MAX = 255;

  public static final int GENERATION_MAX = 65_535;

  /** Letters of a sealed order. */
  public static final int SEAL_LETTERS = 26;

  public TicketClaim {
    if (key < 1 || key > KEY_MAX) throw new IllegalArgumentException("not a key: " + key);
    if (generation < 1 || generation > GENERATION_MAX) {
      throw new IllegalArgumentException("not a generation: " + generation);
    }
    if (sealedOrder.length() != SEAL_LETTERS) {
      throw new IllegalArgumentException("not a sealed order: " + sealedOrder);
    }
  }
}
