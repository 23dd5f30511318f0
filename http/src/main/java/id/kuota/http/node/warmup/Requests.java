package id.kuota.http.node.warmup;

/** The requests of a warm-up, ready for the wire, with the headers that real clients send. */
final class Requests {

  static final String SALE = "warm-up";

  private static final String HEADERS =
      " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nUser-Agent: kuota-warm-up\r\n";

  /** Holds are so short that some of them end while the warm-up goes on. */
  private static final String TERMS =
      """
      {"name": "Warm-up", "currency": "IDR", "hold_seconds": 3, "units_per_buyer": 4,
       "opens_at": "2020-01-01T00:00:00Z", "closes_at": "2120-01-01T00:00:00Z",
       "quotas": [{"id": "cat1", "capacity": 100000000}, {"id": "cat2", "capacity": 100000000},
         {"id": "festival", "capacity": 100000000}, {"id": "venue", "capacity": 100000000},
         {"id": "front-row", "capacity": 10}],
       "offers": [
         {"id": "cat1", "name": "CAT 1", "price": {"face": 5000000, "charges": [
           {"kind": "tax", "name": "Entertainment tax", "percent": 15},
           {"kind": "fee", "name": "Service", "amount": 5000}]}},
         {"id": "cat2", "name": "CAT 2", "price": {"face": 1250000, "charges": [
           {"kind": "tax", "name": "Entertainment tax", "percent": 15}]}},
         {"id": "festival", "name": "Festival", "quotas": ["festival", "venue"],
           "price": {"face": 3500000, "charges": []}},
         {"id": "front-row", "name": "Front row", "quotas": ["front-row", "venue"],
           "price": {"face": 11000000, "charges": []}}]}
      """;

  private final String operator;

  Requests(WarmUpTarget stage) {
    this.operator = "Authorization: Bearer " + stage.operatorKey() + "\r\n";
  }

  String createSale() {
    return withBody("PUT", "/v1/sales/" + SALE, operator, TERMS);
  }

  String openSale() {
    return withBody("POST", "/v1/sales/" + SALE + "/open", operator, "");
  }

  String explain(String quota) {
    return get("/v1/quotas/" + SALE + "." + quota, operator);
  }

  String report() {
    return get("/v1/sales/" + SALE + "/report", operator);
  }

  static String get(String path) {
    return get(path, "");
  }

  private static String get(String path, String more) {
    return "GET " + path + HEADERS + more + "\r\n";
  }

  /** Returns a request under a key; an empty body has no type. */
  static String post(String path, String key, String body) {
    return withBody("POST", path, "Idempotency-Key: " + key + "\r\n", body);
  }

  /** Returns the body of a placement. */
  static String order(String buyer, String lines) {
    return "{\"sale\":\"" + SALE + "\",\"buyer\":\"" + buyer + "\",\"lines\":[" + lines + "]}";
  }

  static String line(String offer, int quantity) {
    return "{\"offer\":\"" + offer + "\",\"quantity\":" + quantity + "}";
  }

  private static String withBody(String method, String path, String more, String body) {
    String type = body.isEmpty() ? "" : "Content-Type: application/json\r\n";
    return method
        + " "
        + path
        + HEADERS
        + more
        + type
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
