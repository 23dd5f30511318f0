package id.kuota.engine.sale;

/** The name of a sale in addresses: lower-case letters, digits and hyphens, at most 63. */
public record SaleId(String value) {

  private static final int LENGTH_MAX = 63;

  public SaleId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a sale id: " + value);
    }
  }

  /** Returns whether {@code value} can name a sale, an offer or a quota of a sale. */
  public static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > LENGTH_MAX || value.charAt(0) == '-') return false;
    // Letter by letter: every order makes and reads such names again and again.
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') return false;
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
