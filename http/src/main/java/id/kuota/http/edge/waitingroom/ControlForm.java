package id.kuota.http.edge.waitingroom;

import id.kuota.http.edge.json.Fields;
import id.kuota.persistence.waitingroom.ControlChange;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The body of a request to change a room; every change has a reason. */
final class ControlForm {

  static final int REASON_MAX = 200;

  private static final int PER_MINUTE_MAX = 600_000;
  private static final int MESSAGE_MAX = 500;

  /** Without quotes, spaces or semicolons: its origin stands in a header of the page. */
  private static final Pattern SHOP =
      Pattern.compile("|https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/?&=%+-]{0,300})?");

  private ControlForm() {}

  static ControlChange read(Fields body, String by) {
    OptionalInt rate =
        body.has("rate_per_minute")
            ? OptionalInt.of((int) body.whole("rate_per_minute", 0, PER_MINUTE_MAX))
            : OptionalInt.empty();
    Optional<Boolean> paused = flag(body, "paused");
    Optional<Boolean> draining = flag(body, "draining");
    Optional<ControlChange.Message> message =
        body.has("message")
            ? Optional.of(body.object("message", ControlForm::message))
            : Optional.empty();
    Optional<String> shop =
        body.has("shop_url")
            ? Optional.of(
                body.text(
                    "shop_url",
                    SHOP.asMatchPredicate(),
                    "must be an address that begins with https://, or empty"))
            : Optional.empty();
    boolean isNothing =
        rate.isEmpty()
            && paused.isEmpty()
            && draining.isEmpty()
            && message.isEmpty()
            && shop.isEmpty();
    if (isNothing) body.note("missing", "must change something");
    return new ControlChange(
        rate, paused, draining, message, shop, by, body.text("reason", 1, REASON_MAX));
  }

  private static Optional<Boolean> flag(Fields body, String name) {
    return body.has(name) ? Optional.of(body.flag(name, false)) : Optional.empty();
  }

  private static ControlChange.Message message(Fields message) {
    return new ControlChange.Message(
        message.text("id", 0, MESSAGE_MAX), message.text("en", 0, MESSAGE_MAX));
  }
}
