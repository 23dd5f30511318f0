package id.kuota.http.contract;

import id.kuota.engine.order.OrderId;
import id.kuota.http.testing.RunningEdge;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A good request to every operation of the document, in an order in which all succeed. */
final class Requests {

  private static final String SALE = "/v1/sales/coldplay-jakarta-2023";
  private static final String QUOTA = "/v1/quotas/coldplay-jakarta-2023.cat1";
  private static final String BUTTON = "/fake-gateway/payments/{payment}/{button}";

  private static final String ORDER =
      """
      {"sale":"coldplay-jakarta-2023","buyer":"ani@example.com","lines":[{"offer":"cat1","quantity":2}]}
      """;
  private static final String CART =
      "{\"sale\":\"coldplay-jakarta-2023\",\"buyer\":\"ani@example.com\"}";
  private static final String TERMS =
      """
      {"name":"Coldplay in Jakarta","currency":"IDR","opens_at":"2026-11-21T09:00:00+07:00",
       "closes_at":"2026-11-21T04:00:00Z","quotas":[{"id":"cat1","capacity":100}],
       "offers":[{"id":"cat1","name":"CAT 1","price":{"face":5000000}}]}
      """;

  /** What a browser opens. */
  private static final List<Named> PAGES =
      List.of(
          anybody("readHome", "GET /", "/"),
          anybody("readDocs", "GET /docs", "/docs"),
          anybody("readOpenApi", "GET /openapi.yaml", "/openapi.yaml"),
          anybody("readAsset", "GET /assets/{file}", "/assets/kuota.css"),
          anybody("openGate", "GET /gate", "/gate"),
          anybody("readGateFile", "GET /gate/{file}", "/gate/main.js"),
          anybody("openConsole", "GET /console", "/console"),
          anybody("readConsoleFile", "GET /console/{file}", "/console/main.js"),
          anybody("listProblems", "GET /problems", "/problems"),
          anybody("readProblem", "GET /problems/{code}", "/problems/sold_out"));

  /** Not among all: payments that are begun after it would wait. */
  static final Request KEEP_BACK =
      new Request("POST /fake-gateway/next/{answer}", "/fake-gateway/next/lost", null, Map.of());

  private final Map<String, Request> byName;
  private final List<String> names;

  /**
   * The requests.
   *
   * @param link the last segment of a payment's address
   * @param notification what a gateway tells
   */
  Requests(OrderId order, String link, String notification) {
    String orders = "/v1/orders/" + order;
    String carts = "/v1/carts/" + order.value().replace("ord_", "crt_");
    String payments = "/fake-gateway/payments/" + link;
    var calls =
        List.of(
            buyer("placeOrder", "POST /v1/orders", "/v1/orders", ORDER),
            anybody("readOrder", "GET /v1/orders/{order}", orders),
            buyer("cancelOrder", "POST /v1/orders/{order}/cancel", orders + "/cancel", null),
            buyer(
                "payOrder",
                "POST /v1/orders/{order}/payments",
                orders + "/payments",
                "{\"method\":\"qris\"}"),
            buyer("openCart", "POST /v1/carts", "/v1/carts", CART),
            anybody("readCart", "GET /v1/carts/{cart}", carts),
            named(
                "putCartLine",
                "PUT /v1/carts/{cart}/lines/{offer}",
                carts + "/lines/cat1",
                "{\"quantity\":2}",
                "Accept",
                "application/json"),
            anybody(
                "removeCartLine", "DELETE /v1/carts/{cart}/lines/{offer}", carts + "/lines/cat1"),
            buyer("checkOutCart", "POST /v1/carts/{cart}/checkout", carts + "/checkout", null),
            anybody("listSales", "GET /v1/sales", "/v1/sales"),
            anybody("readSale", "GET /v1/sales/{sale}", SALE),
            operator("setSaleTerms", "PUT /v1/sales/{sale}", SALE, TERMS),
            anybody(
                "readAvailability", "GET /v1/sales/{sale}/availability", SALE + "/availability"),
            operator("openSale", "POST /v1/sales/{sale}/open", SALE + "/open", null),
            operator("pauseSale", "POST /v1/sales/{sale}/pause", SALE + "/pause", null),
            operator("closeSale", "POST /v1/sales/{sale}/close", SALE + "/close", null),
            ofSale("readSaleHistory", "/history"),
            ofSale("readSaleReport", "/report"),
            ofSale("listReports", "/reports"),
            new Named("readReportFile", file()),
            ofSale("tieOut", "/tie-out"),
            operator(
                "prepareSale",
                "POST /v1/sales/{sale}/preparation",
                SALE + "/preparation",
                "{\"at\":\"2026-11-21T03:00:00Z\",\"peak\":2000}"),
            operator("readQuota", "GET /v1/quotas/{quota}", QUOTA, null),
            operator(
                "changeCapacity",
                "POST /v1/quotas/{quota}/capacity",
                QUOTA + "/capacity",
                "{\"capacity\":100,\"reason\":\"more chairs\"}"),
            operator("readLive", "GET /v1/live", "/v1/live?sale=coldplay-jakarta-2023", null),
            operator("readCluster", "GET /v1/admin/cluster", "/v1/admin/cluster", null),
            operator("readStatements", "GET /v1/admin/statements", "/v1/admin/statements", null),
            operator("readSlowRequests", "GET /v1/admin/slow", "/v1/admin/slow", null),
            notification(notification),
            anybody("readFakePayment", "GET /fake-gateway/payments/{payment}", payments),
            button(payments, "approve"),
            button(payments, "deny"),
            button(payments, "wait"),
            button(payments, "challenge"),
            button(payments, "repeat"),
            button(payments, "forge"),
            button(payments, "swap"),
            refusal(payments),
            anybody("readHealth", "GET /healthz", "/healthz"));
    var all = Stream.concat(calls.stream(), PAGES.stream()).toList();
    names = all.stream().map(Named::name).toList();
    byName = all.stream().collect(Collectors.toUnmodifiableMap(Named::name, Named::request));
  }

  private record Named(String name, Request request) {}

  /** What an operator reads of the sale. */
  private static Named ofSale(String name, String path) {
    return operator(name, "GET /v1/sales/{sale}" + path, SALE + path, null);
  }

  private static Request file() {
    return ofSale("readReportFile", "/reports/daily-sales")
        .request()
        .as("GET /v1/sales/{sale}/reports/{report}");
  }

  private static Named notification(String body) {
    return new Named(
        "takeNotification",
        new Request(
            "POST /v1/payments/{gateway}/notifications",
            "/v1/payments/fake/notifications",
            body,
            Map.of("Content-Type", "application/json")));
  }

  List<Request> all() {
    return names.stream().map(this::of).toList();
  }

  Request of(String operation) {
    Request request = byName.get(operation);
    if (request == null) throw new IllegalArgumentException("no request to " + operation);
    return request;
  }

  /** Those of the simulator, in an order in which each has something to do. */
  List<Request> buttons() {
    return all().stream().filter(request -> request.operation().contains(BUTTON)).toList();
  }

  private static Named button(String payment, String word) {
    return anybody("pressFakePayment " + word, "POST " + BUTTON, payment + "/" + word);
  }

  private static Named refusal(String payment) {
    return anybody(
        "refuseFakePayment",
        "POST /fake-gateway/payments/{payment}/refuse/{operation}/{answer}",
        payment + "/refuse/refund/none");
  }

  private static Named anybody(String name, String operation, String path) {
    return new Named(name, new Request(operation, path, null, Map.of()));
  }

  private static Named buyer(String name, String operation, String path, @Nullable String body) {
    return named(name, operation, path, body, "Idempotency-Key", "key-1-0123456789abcde");
  }

  private static Named operator(String name, String operation, String path, @Nullable String body) {
    return named(
        name, operation, path, body, "Authorization", "Bearer " + RunningEdge.OPERATOR_KEY);
  }

  private static Named named(
      String name,
      String operation,
      String path,
      @Nullable String body,
      String header,
      String value) {
    var request = new Request(operation, path, body, Map.of(header, value));
    return new Named(
        name, body == null ? request : request.with("Content-Type", "application/json"));
  }
}
