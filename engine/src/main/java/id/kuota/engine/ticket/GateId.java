package id.kuota.engine.ticket;

import id.kuota.engine.sale.SaleId;
import java.util.regex.Pattern;

/** A gate of a sale: the sale, a dot, and the gate's own name. */
public record GateId(String value) {

  private static final Pattern FORM =
      Pattern.compile("[a-z0-9][a-z0-9-]{0,62}\\.[a-z0-9][a-z0-9-]{0,62}");

  public GateId {
    if (!isValid(value)) throw new IllegalArgumentException("not a gate id: " + value);
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  public SaleId sale() {
    return new SaleId(value.substring(0, value.indexOf('.')));
  }

  @Override
  public String toString() {
    return value;
  }
}
