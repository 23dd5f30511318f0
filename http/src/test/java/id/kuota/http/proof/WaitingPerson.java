package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.testing.EdgeClient;

/** A person in a waiting room, who buys one unit when the turn comes. */
final class WaitingPerson {

  private final EdgeClient edge;
  private final String sale;
  private final String buyer;
  private final String key;
  private final String place;
  private long number;
  private boolean hasBought;
  private boolean wasInVain;

  private WaitingPerson(EdgeClient edge, String sale, String buyer, String key, String place) {
    this.edge = edge;
    this.sale = sale;
    this.buyer = buyer;
    this.key = key;
    this.place = place;
  }

  static WaitingPerson enter(EdgeClient edge, String sale, int who) {
    String buyer = "waiting-%d@example.com".formatted(who);
    EdgeClient.Answer entered =
        edge.post(room(sale) + "/entries", "{\"buyer\":\"%s\"}".formatted(buyer));
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);
    String key = "person-0123456789abcdef-" + who;
    return new WaitingPerson(edge, sale, buyer, key, entered.json().path("place").asText());
  }

  private static String room(String sale) {
    return "/v1/sales/" + sale + "/waiting-room";
  }

  JsonNode placeNow() {
    return edge.get(room(sale) + "/place", "Kuota-Place", place).json();
  }

  boolean knowsNumber() {
    number = placeNow().path("number").asLong();
    return number > 0;
  }

  long number() {
    return number;
  }

  boolean hasBought() {
    return hasBought;
  }

  String orderWithoutSession() {
    return order().code();
  }

  String passCode() {
    return pass().code();
  }

  /** Takes a pass, exchanges it and buys; again, where no answer came. */
  void come() {
    if (hasBought || wasInVain) return;
    EdgeClient.Answer pass = pass();
    if (pass.status() != 201) {
      wasInVain = pass.code().equals("sold_out");
      return;
    }
    EdgeClient.Answer session =
        edge.post(
            room(sale) + "/sessions",
            "{\"pass\":\"%s\"}".formatted(pass.json().path("pass").asText()),
            "Idempotency-Key",
            key);
    assertThat(session.status()).as(session.text()).isEqualTo(201);
    EdgeClient.Answer order = order("Kuota-Room-Session", session.json().path("session").asText());
    if (order.status() == 201) hasBought = true;
    else if (order.code().equals("sold_out")) wasInVain = true;
    else assertThat(order.status()).as(order.text()).isEqualTo(503);
  }

  private EdgeClient.Answer pass() {
    return edge.post(room(sale) + "/passes", "{\"place\":\"%s\"}".formatted(place));
  }

  private EdgeClient.Answer order(String... session) {
    String body =
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"seat\",\"quantity\":1}]}"
            .formatted(sale, buyer);
    return session.length == 0
        ? edge.post("/v1/orders", body, "Idempotency-Key", key)
        : edge.post("/v1/orders", body, "Idempotency-Key", key, session[0], session[1]);
  }
}
