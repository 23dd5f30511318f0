package id.kuota.engine.sale;

import java.util.regex.Pattern;

/** The name of a sale in addresses: lower-case letters, digits and hyphens, at most 63. */
public record SaleId(String value) {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public SaleId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a sale id: " + value);
    }
  }

  /** Whether {@code value} can name a sale, an offer or a quota of a sale. */
  public static boolean isValid(String value) {
    return SLUG.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
