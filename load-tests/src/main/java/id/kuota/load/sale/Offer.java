package id.kuota.load.sale;

import java.util.List;

/**
 * What a buyer can choose. Its prices are such that the tax needs no rounding.
 *
 * @param face whole rupiah
 * @param taxPercent on the face value
 * @param fee whole rupiah on each unit
 * @param quotas what each unit takes from
 */
public record Offer(
    String id, String name, long face, int taxPercent, long fee, List<String> quotas) {

  public Offer {
    quotas = List.copyOf(quotas);
    if (face * taxPercent % 100 != 0) {
      throw new IllegalArgumentException("the tax on " + face + " would need rounding");
    }
  }

  /** Returns what one unit costs with everything. */
  public long unitTotal() {
    return face + face * taxPercent / 100 + fee;
  }
}
