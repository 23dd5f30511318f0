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
  /** The last notification once more, to the byte. */
  REPEAT("repeated"),
  /** A notification that was changed on the way and must not be believed. */
  FORGE("forged");

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
