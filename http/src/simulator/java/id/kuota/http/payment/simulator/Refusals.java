package id.kuota.http.payment.simulator;

import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.route.Handler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The refusals that a test has set: a code for an operation of a payment, until it is reset. So a
 * test can play a balance that is too low, an hour at which a bank is closed, a request that can
 * never work, or an answer that is lost after the work was done. Thread-safe.
 */
final class Refusals {

  /** Done, and the answer is lost on the way. */
  static final String LOST = "lost";

  /** Not refused any more. */
  static final String NONE = "none";

  private static final Pattern OPERATION = Pattern.compile("status|expire|cancel|refund");
  private static final Pattern ANSWER = Pattern.compile("[45][0-9]{2}|" + LOST + "|" + NONE);
  private static final int REMEMBERED_MAX = 10_000;

  private final Map<String, String> answers = new LinkedHashMap<>();

  /** Takes note of it; false if there is no such operation or answer. */
  synchronized boolean set(String payment, String operation, String answer) {
    if (!OPERATION.matcher(operation).matches() || !ANSWER.matcher(answer).matches()) return false;
    if (answer.equals(NONE)) {
      answers.remove(key(payment, operation));
    } else {
      answers.put(key(payment, operation), answer);
    }
    if (answers.size() > REMEMBERED_MAX) answers.remove(answers.keySet().iterator().next());
    return true;
  }

  /** Runs the operation of a payment, unless it is to be refused. */
  Handler guard(String operation, String parameter, Handler next) {
    return context -> {
      Optional<String> answer = find(context.parameter(parameter), operation);
      if (answer.isEmpty()) return next.handle(context);
      return answer.get().equals(LOST)
          ? next.handle(context).thenApply(lost -> said(504, "the answer is lost"))
          : context.withBytes(ignored -> CompletableFuture.completedFuture(said(answer.get())));
    };
  }

  private synchronized Optional<String> find(String payment, String operation) {
    @Nullable String answer = answers.get(key(payment, operation));
    return Optional.ofNullable(answer);
  }

  private static String key(String payment, String operation) {
    return payment + "/" + operation;
  }

  private static HttpResponse said(String code) {
    return said(
        Integer.parseInt(code),
        switch (code) {
          case "400" -> "One or more parameters in the payload is invalid.";
          case "402" -> "No access for this payment type.";
          case "412" -> "Merchant cannot modify the status of the transaction";
          case "414" -> "Refund request is rejected due to merchant insufficient funds.";
          default -> "Refused, as configured.";
        });
  }

  private static HttpResponse said(int status, String words) {
    return Json.answer(
        status, Map.of("status_code", Integer.toString(status), "status_message", words));
  }
}
