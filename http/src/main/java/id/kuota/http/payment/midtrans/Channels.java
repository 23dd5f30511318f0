package id.kuota.http.payment.midtrans;

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

  private Channels() {}

  /** The channels of a method; a word that is not ours is taken for a channel of Snap. */
  static List<String> of(String method) {
    return BY_METHOD.getOrDefault(method, List.of(method));
  }
}
