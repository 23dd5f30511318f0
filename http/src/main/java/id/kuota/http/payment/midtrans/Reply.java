package id.kuota.http.payment.midtrans;

import static id.kuota.http.payment.midtrans.TransactionReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An answer of Midtrans.
 *
 * @param status the code in the body if there is one: the API answers 200 and says there what it
 *     means; else that of HTTP
 */
record Reply(int status, JsonNode body) {

  private static final Pattern CODE = Pattern.compile("[1-5][0-9]{2}");
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int WORDS_MAX = 300;

  static Reply of(int httpStatus, JsonNode body) {
    Optional<String> code = text(body, "status_code").filter(c -> CODE.matcher(c).matches());
    boolean broken = httpStatus >= 500;
    return new Reply(broken ? httpStatus : code.map(Integer::parseInt).orElse(httpStatus), body);
  }

  boolean isNotFound() {
    return status == 404;
  }

  /** Returns whether a retry would be refused too; 429 is only too much for now. */
  boolean isRefusal() {
    return status >= 400 && status < 500 && status != TOO_MANY_REQUESTS;
  }

  /** Returns what it says about itself, for people. */
  String words() {
    String errors =
        StreamSupport.stream(body.path("error_messages").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("; "));
    String words =
        status + " " + (errors.isEmpty() ? text(body, "status_message").orElse("") : errors);
    return words.substring(0, Math.min(words.length(), WORDS_MAX)).strip();
  }
}
