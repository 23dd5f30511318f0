package id.kuota.engine.pricing;

import java.util.List;

/**
 * A price worked out for a quantity and fixed from then on.
 *
 * @param unitFace face price of one unit
 * @param face face price of all units
 * @param parts taxes and fees on all units
 * @param total what the buyer pays: {@code face} and all {@code parts}
 */
public record PricedLine(int quantity, long unitFace, long face, List<Part> parts, long total) {

  public PricedLine {
    parts = List.copyOf(parts);
  }

  /** One tax or fee, for the whole line. */
  public record Part(Charge.Kind kind, String name, long amount) {}
}
