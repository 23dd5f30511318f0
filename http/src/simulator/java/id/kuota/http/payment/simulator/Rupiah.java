package id.kuota.http.payment.simulator;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Amounts as people in Indonesia write them. The JDK's own form has decimals that are not in use.
 */
final class Rupiah {

  private Rupiah() {}

  /** Formats as {@code Rp4.800.000}; another currency keeps its code. */
  static String format(long amount, String currency) {
    var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator('.');
    String number = new DecimalFormat("#,##0", symbols).format(amount);
    return currency.equals("IDR") ? "Rp" + number : currency + " " + number;
  }
}
