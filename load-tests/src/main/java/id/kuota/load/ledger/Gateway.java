package id.kuota.load.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.load.server.Json;

/** What the gateway of a test installation says after a button was pressed. */
final class Gateway {

  private Gateway() {}

  /** Returns whether the server has acknowledged the gateway's notification. */
  static boolean isAccepted(String body) {
    try {
      JsonNode notification = Json.MAPPER.readTree(body).path("notification");
      int status = notification.path("answer").asInt(0);
      return notification.path("delivered").asBoolean(false) && status >= 200 && status < 300;
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }
}
