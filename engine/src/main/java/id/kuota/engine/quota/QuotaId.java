package id.kuota.engine.quota;

/**
 * The name of a quota. Shared ones belong to a sale ({@code sale.name}); personal ones count what
 * one buyer has of a sale ({@code sale~hash}) and are opened when first used.
 */
public record QuotaId(String value) {

  private static final int PART_MAX = 63;

  public QuotaId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a quota id: " + value);
    }
  }

  public static boolean isValid(String value) {
    int separator = separator(value);
    return isPart(value, 0, separator)
        && value.charAt(0) != '-'
        && isPart(value, separator + 1, value.length());
  }

  /** Letter by letter: every order makes and reads its quotas' ids again and again. */
  private static boolean isPart(String value, int from, int to) {
    if (to <= from || to - from > PART_MAX) return false;
    for (int i = from; i < to; i++) {
      char c = value.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') return false;
    }
    return true;
  }

  public static QuotaId shared(String sale, String name) {
    return new QuotaId(sale + "." + name);
  }

  public static QuotaId personal(String sale, String person) {
    return new QuotaId(sale + "~" + person);
  }

  public boolean isPersonal() {
    return value.indexOf('~') > 0;
  }

  /** Returns the sale that the quota belongs to. */
  public String sale() {
    return value.substring(0, separator(value));
  }

  /** Returns the quota's name within its sale. */
  public String name() {
    return value.substring(separator(value) + 1);
  }

  private static int separator(String value) {
    return Math.max(value.indexOf('.'), value.indexOf('~'));
  }

  @Override
  public String toString() {
    return value;
  }
}
