package id.kuota.http.payment.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a merchant asks for, read as strictly as the simulator needs it. */
sealed interface SnapRequest {

  record Payment(FakePayment payment) implements SnapRequest {}

  record Wrong(String why) implements SnapRequest {}

  JsonMapper JSON = new JsonMapper();
  long AMOUNT_MAX = 99_999_999_999L; // As the real one's own words are.
  DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z");
  long DURATION_MAX = 10_080; // A week of minutes, the longest that Midtrans allows.
  Duration UNLESS_SAID = Duration.ofHours(24);
  Pattern REFUND_KEY = Pattern.compile("[A-Za-z0-9._-]{1,40}");

  /** Reads the body of a request to begin a payment. */
  static SnapRequest read(byte[] body, Optional<String> override, Simulator simulator) {
    JsonNode form = tree(body);
    String id = form.at("/transaction_details/order_id").asText();
    String order = form.path("custom_field1").asText();
    String method = form.at("/enabled_payments/0").asText("other_qris");
    if (!FakePayment.isWellFormed(id, order, method)) {
      return new Wrong("transaction_details.order_id, custom_field1 or enabled_payments is wrong");
    }
    JsonNode amount = form.at("/transaction_details/gross_amount");
    if (!amount.isIntegralNumber() || amount.asLong() < 1 || amount.asLong() > AMOUNT_MAX) {
      return new Wrong(
          "transaction_details.gross_amount must be whole rupiah and between 0.01 - 99999999999.00");
    }
    try {
      URI notifications = override.map(URI::create).orElse(simulator.notifications());
      Instant expiresAt = expiresAt(form.path("expiry"), simulator.now());
      return new Payment(
          new FakePayment(
              id,
              order,
              method,
              amount.asLong(),
              "IDR",
              expiresAt,
              notifications,
              form.path("custom_field2").asText(null)));
    } catch (DateTimeException e) {
      return new Wrong("expiry.start_time must be like 2026-11-26 19:30:00 +0700");
    } catch (IllegalArgumentException e) {
      return new Wrong("X-Override-Notification is not an address");
    }
  }

  /** Reads the body of a request for a refund; empty if it is none. */
  static Optional<Remembered.Refund> refund(byte[] body) {
    JsonNode form = tree(body);
    String key = form.path("refund_key").asText();
    long amount = form.path("amount").asLong();
    return REFUND_KEY.matcher(key).matches() && amount > 0 && amount <= AMOUNT_MAX
        ? Optional.of(new Remembered.Refund(key, amount))
        : Optional.empty();
  }

  private static Instant expiresAt(JsonNode expiry, Instant now) {
    String start = expiry.path("start_time").asText();
    Instant from = start.isEmpty() ? now : OffsetDateTime.parse(start, TIME).toInstant();
    long many = Math.clamp(expiry.path("duration").asLong(), 0, DURATION_MAX);
    return switch (expiry.path("unit").asText()) {
      case "minute", "minutes" -> from.plus(Duration.ofMinutes(many));
      case "hour", "hours" -> from.plus(Duration.ofHours(many));
      case "day", "days" -> from.plus(Duration.ofDays(many));
      default -> from.plus(UNLESS_SAID);
    };
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}
