package id.kuota.http.payment.fake;

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
  /** The card is charged, and somebody looks whether it was stolen. */
  CHALLENGE("challenged"),
  /** The buyer pays, and for a while nobody is told. */
  DELAY("delayed"),
  /** The last notification once more, to the byte. */
  REPEAT("repeated"),
  /** The buyer pays, and "pending" is told after "settlement". */
  REORDER("reordered"),
  /** A notification that somebody else has signed. */
  FORGE("forged"),
  /** A true "cancel" that was changed into "settlement" on the way: its signature still fits. */
  SWAP("swapped"),
  /** The buyer's bank takes the money back. */
  CHARGEBACK("charged_back");

  private final String done;

  Button(String done) {
    this.done = done;
  }

  /** The last segment of its address. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is true after it was pressed. */
  String done() {
    return done;
  }

  static Optional<Button> of(String word) {
    return Arrays.stream(values()).filter(button -> button.word().equals(word)).findFirst();
  }
}
