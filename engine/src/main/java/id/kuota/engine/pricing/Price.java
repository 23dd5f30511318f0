package id.kuota.engine.pricing;

import java.util.List;

/** The price of one unit: face value and the charges that come on top. */
public record Price(long face, List<Charge> charges) {

  public Price {
    charges = List.copyOf(charges);
  }

  /** Returns what one unit costs with all charges. */
  public long unitTotal() {
    return charges.stream().mapToLong(charge -> charge.onUnit(face)).reduce(face, Math::addExact);
  }

  /**
   * Returns what {@code quantity} units cost; the sum of the parts is the total, to the last
   * rupiah.
   */
  public PricedLine times(int quantity) {
    List<PricedLine.Part> parts =
        charges.stream()
            .map(
                charge ->
                    new PricedLine.Part(
                        charge.kind(),
                        charge.name(),
                        Math.multiplyExact(charge.onUnit(face), quantity)))
            .toList();
    return new PricedLine(
        quantity,
        face,
        Math.multiplyExact(face, quantity),
        parts,
        Math.multiplyExact(unitTotal(), quantity));
  }
}
