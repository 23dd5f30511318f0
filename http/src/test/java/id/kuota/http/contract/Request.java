package id.kuota.http.contract;

import id.kuota.http.testing.Contract;
import id.kuota.http.testing.EdgeClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to one operation of the document.
 *
 * @param operation its method and path, as in the document
 */
record Request(String operation, String path, @Nullable String body, Map<String, String> headers) {

  Request {
    headers = Map.copyOf(headers);
  }

  String method() {
    return operation.substring(0, operation.indexOf(' '));
  }

  /** Whether the document declares that it may be answered so. */
  boolean declares(int status) {
    return Contract.answers().contains(operation + " " + status);
  }

  boolean has(String header) {
    return headers.containsKey(header);
  }

  Request with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Request(operation, path, body, more);
  }

  Request without(String header) {
    var fewer = new LinkedHashMap<>(headers);
    fewer.remove(header);
    return new Request(operation, path, body, fewer);
  }

  Request saying(String other) {
    return new Request(operation, path, other, headers);
  }

  Request at(String other) {
    return new Request(operation, other, body, headers);
  }

  Request as(String other) {
    return new Request(other, path, body, headers);
  }

  /** The same, of something that there is not. */
  Request elsewhere() {
    String other =
        path.replace("/v1/live?sale=coldplay-jakarta-2023", "/v1/live?sale=nothing")
            .replaceFirst("coldplay-jakarta-2023/(report$|reports/|tie-out)", "nothing/$1")
            .replaceFirst("coldplay-jakarta-2023/reports$", "not%20a%20sale/reports")
            .replaceFirst(
                "(/fake-gateway/payments|/assets|/console|/gate|/problems)/[^/]+", "$1/nothing");
    return at(other);
  }

  /** The headers as they are sent, each with its end of line. */
  String head() {
    var head = new StringBuilder();
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.toString();
  }

  EdgeClient.Answer send(EdgeClient client) {
    var all = new ArrayList<String>();
    headers.forEach((name, value) -> all.addAll(List.of(name, value)));
    byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    return client.send(method(), path, bytes, all.toArray(String[]::new));
  }
}
