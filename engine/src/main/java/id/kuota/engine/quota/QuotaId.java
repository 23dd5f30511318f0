package id.kuota.engine.quota;

import java.util.regex.Pattern;

/**
 * The name of a quota. Shared ones belong to a sale ({@code sale.name}); personal ones count what
 * one buyer has of a sale ({@code sale~hash}) and are opened when first used.
 */
public record QuotaId(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}[.~][a-z0-9-]{1,63}");

  public QuotaId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a quota id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
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

  /** The sale that the quota belongs to. */
  public String sale() {
    return value.substring(0, separator());
  }

  /** The quota's name within its sale. */
  public String name() {
    return value.substring(separator() + 1);
  }

  private int separator() {
    return Math.max(value.indexOf('.'), value.indexOf('~'));
  }

  @Override
  public String toString() {
    return value;
  }
}
