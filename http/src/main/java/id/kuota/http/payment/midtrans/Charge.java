package id.kuota.http.payment.midtrans;

import static id.kuota.http.payment.midtrans.TransactionReader.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * What a buyer has paid, with the fee of the gateway apart. A merchant can let the buyer bear that
 * fee: then Midtrans puts it on top of what was asked for, and says both.
 *
 * @param amount what was asked for
 * @param fee what came on top
 */
record Charge(long amount, long fee) {

  /**
   * Reads it. A statement counts only if it adds up to what was paid; otherwise there is no fee,
   * and all that was paid is held against what the order costs.
   *
   * @param gross what was paid, which is the amount that Midtrans signs
   */
  static Charge of(JsonNode message, long gross) {
    JsonNode info = message.at("/metadata/extra_info/gross_amount_info");
    if (!info.isObject()) info = message.at("/extra_info/gross_amount_info");
    OptionalLong original = whole(info.path("original_amount"));
    OptionalLong fee = whole(info.path("customer_imposed_payment_fee"));
    boolean addsUp =
        original.isPresent()
            && fee.isPresent()
            && original.getAsLong() + fee.getAsLong() == gross
            && (!info.has("gross_amount")
                || whole(info.path("gross_amount")).equals(OptionalLong.of(gross)));
    return addsUp ? new Charge(original.getAsLong(), fee.getAsLong()) : new Charge(gross, 0);
  }
}
