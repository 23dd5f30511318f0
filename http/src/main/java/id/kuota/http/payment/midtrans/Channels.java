package id.kuota.http.payment.midtrans;

import id.kuota.engine.payment.AmountRange;
import java.util.List;
import java.util.Map;

/** Our words for ways to pay, and the channels of Snap that each of them opens. */
final class Channels {

  private static final Map<String, List<String>> BY_METHOD =
      Map.of(
          "qris", List.of("other_qris"),
          "virtual_account",
              List.of(
                  "bca_va", "bni_va", "bri_va", "cimb_va", "permata_va", "echannel", "other_va"),
          "gopay", List.of("gopay"),
          "shopeepay", List.of("shopeepay"),
          "card", List.of("credit_card"),
          "convenience_store", List.of("indomaret", "alfamart"));

  /**
   * What Midtrans' own validation takes: its answers to amounts outside name these bounds. Wallets,
   * QRIS and shops have lower ones of their own, which change and depend on the merchant: a
   * setting.
   */
  private static final AmountRange ACCEPTED = new AmountRange(1, 99_999_999_999L);

  private static final AmountRange ACCEPTED_BY_CARD = new AmountRange(1, 999_999_999L);

  private Channels() {}

  /** Returns the default amounts of a method. */
  static AmountRange amounts(String method) {
    return of(method).equals(List.of("credit_card")) ? ACCEPTED_BY_CARD : ACCEPTED;
  }

  /** Returns the channels of a method; a word that is not ours is taken for a channel of Snap. */
  static List<String> of(String method) {
    return BY_METHOD.getOrDefault(method, List.of(method));
  }
}
