package id.kuota.http.payment.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done with a payment, on the page or with curl. */
enum Button {
  /** The buyer pays. */
  APPROVE("approved"),
  /** The buyer's bank says no. */
  DENY("denied"),
  /** The buyer has chosen how to pay, and has not paid yet. */
  WAIT("waiting"),
  /** The card is charged, and the money comes at the settlement: it can be cancelled until then. */
  CAPTURE("captured"),
  /** The card is charged, and is under fraud review. */
  CHALLENGE("challenged"),
  /** The buyer pays, and the notification is delayed. */
  DELAY("delayed"),
  /** The last notification once more, to the byte. */
  REPEAT("repeated"),
  /** The buyer pays, and "pending" is sent after "settlement". */
  REORDER("reordered"),
  /** A notification with a forged signature. */
  FORGE("forged"),
  /** A true "cancel" that was changed into "settlement" on the way: its signature still fits. */
  SWAP("swapped"),
  /** The buyer's bank takes the money back. */
  CHARGEBACK("charged_back"),
  /** The buyer pays, and bears the gateway's fee on top. */
  APPROVE_WITH_FEE("approved"),
  /** All of the money is sent back in the dashboard, with a key that is not the merchant's. */
  REFUND("refunded"),
  /** The same with a part of it; pressed again, with one more part. */
  PARTIAL_REFUND("partially_refunded"),
  /** The payment is voided on the same day: it is cancelled after the money was there. */
  VOID("voided"),
  /** The bank says afterwards that the money never was there. */
  REVERSE("reversed"),
  /** The buyer's bank takes a part of the money back. */
  PARTIAL_CHARGEBACK("partially_charged_back");

  private final String done;

  Button(String done) {
    this.done = done;
  }

  /** Returns the last segment of its address. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the effect of pressing it. */
  String done() {
    return done;
  }

  static Optional<Button> of(String word) {
    return Arrays.stream(values()).filter(button -> button.word().equals(word)).findFirst();
  }
}
