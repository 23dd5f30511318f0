package id.kuota.http.payment.midtrans;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.kuota.engine.payment.PaymentRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes what Snap wants to know of a payment that begins. */
final class SnapForm {

  /**
   * The gateway reports money that comes at the last moment up to 20 seconds later, an expiry up to
   * 90. So the payment ends this long before the hold does.
   */
  static final Duration MARGIN = Duration.ofSeconds(100);

  /** Shortest time that Snap's page can be open. */
  private static final long PAGE_MINUTES_MIN = 5;

  /** Snap counts in minutes. A hold that leaves none after the margin gets one all the same. */
  private static final long MINUTES_MIN = 1;

  private static final DateTimeFormatter JAKARTA =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z").withZone(ZoneOffset.ofHours(7));
  private static final JsonMapper JSON = new JsonMapper();

  private SnapForm() {}

  static ObjectNode of(PaymentRequest request, Instant now) {
    ObjectNode form = JSON.createObjectNode();
    form.putObject("transaction_details")
        .put("order_id", request.payment().value())
        .put("gross_amount", request.amount());
    Channels.of(request.method()).forEach(form.putArray("enabled_payments")::add);
    form.putObject("credit_card").put("secure", true);
    long minutes = minutes(request.expiresAt(), now);
    form.putObject("expiry")
        .put("start_time", JAKARTA.format(now))
        .put("unit", "minute")
        .put("duration", minutes);
    form.putObject("page_expiry")
        .put("unit", "minute")
        .put("duration", Math.max(minutes, PAGE_MINUTES_MIN));
    return form.put("custom_field1", request.order());
  }

  /** Returns when Snap stops taking the money; the hold may end earlier if it is very short. */
  static Instant payBy(PaymentRequest request, Instant now) {
    Instant end = now.plus(Duration.ofMinutes(minutes(request.expiresAt(), now)));
    return end.isBefore(request.expiresAt()) ? end : request.expiresAt();
  }

  /** Returns how long the buyer has, in whole minutes. */
  static long minutes(Instant expiresAt, Instant now) {
    return Math.max(MINUTES_MIN, Duration.between(now, expiresAt).minus(MARGIN).toMinutes());
  }
}
