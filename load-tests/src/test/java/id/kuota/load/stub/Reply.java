package id.kuota.load.stub;

import id.kuota.load.server.Json;
import java.util.HashMap;
import java.util.Map;

/** An answer of the stub. */
record Reply(int status, String body, Map<String, String> headers) {

  static Reply of(int status, Object body) {
    return new Reply(status, Json.write(body), Map.of());
  }

  static Reply problem(int status, String code) {
    return of(status, Map.of("type", "/problems/" + code, "status", status, "code", code));
  }

  Reply with(String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, body, more);
  }
}
