package id.kuota.engine.ticket;

import id.kuota.engine.sale.SaleId;

/** A gate of a sale: the sale, a dot, and the gate's own name. */
public record GateId(String value) {

  public GateId {
    if (!isValid(value)) throw new IllegalArgumentException("not a gate id: " + value);
  }

  public static boolean isValid(String value) {
    int dot = value.indexOf('.');
    return dot > 0
        && SaleId.isValid(value.substring(0, dot))
        && SaleId.isValid(value.substring(dot + 1));
  }

  public SaleId sale() {
    return new SaleId(value.substring(0, value.indexOf('.')));
  }

  @Override
  public String toString() {
    return value;
  }
}
