package id.kuota.load.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.kuota.load.server.Json;
import id.kuota.load.server.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sale over HTTP, on a port of its own. */
public final class StubServer implements AutoCloseable {

  public static final String OPERATOR_KEY = "stub-operator-key";

  private static final Pattern SALE = Pattern.compile("/v1/sales/([^/]+)(/open|/close|/report)?");
  private static final Pattern QUOTA = Pattern.compile("/v1/quotas/([^.]+)\\.(.+)");
  private static final Pattern ORDER = Pattern.compile("/v1/orders/([^/]+)(/cancel|/payments)?");
  private static final Pattern BUTTON =
      Pattern.compile("/fake-gateway/payments/([^/]+)/(approve|deny)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Fault> faults;
  private final InstantSource clock;
  private final Map<String, StubSale> sales = new ConcurrentHashMap<>();
  private final Map<String, StubSale> saleOfOrder = new ConcurrentHashMap<>();

  private StubServer(Set<Fault> faults, InstantSource clock) throws IOException {
    this.faults = faults;
    this.clock = clock;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A server without a fault. */
  public static StubServer honest(InstantSource clock) throws IOException {
    return new StubServer(EnumSet.noneOf(Fault.class), clock);
  }

  public static StubServer with(Fault fault, InstantSource clock) throws IOException {
    return new StubServer(EnumSet.of(fault), clock);
  }

  public Node node() {
    InetSocketAddress address = server.getAddress();
    return new Node(URI.create("http://127.0.0.1:" + address.getPort()), OPERATOR_KEY);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      Reply reply = answer(exchange, request.length == 0 ? null : Json.MAPPER.readTree(request));
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Reply answer(HttpExchange exchange, @Nullable JsonNode body) {
    String path = exchange.getRequestURI().getPath();
    Instant now = clock.instant();
    if (path.equals("/v1/orders") && body != null) return place(exchange, body, now);
    Matcher order = ORDER.matcher(path);
    if (order.matches()) return order(order.group(1), order.group(2), body, now);
    Matcher button = BUTTON.matcher(path);
    if (button.matches()) return press(button.group(1), button.group(2), now);
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + OPERATOR_KEY).equals(key)) return Reply.problem(401, "unauthorized");
    Matcher sale = SALE.matcher(path);
    if (sale.matches()) return sale(sale.group(1), sale.group(2), body, now);
    Matcher quota = QUOTA.matcher(path);
    if (quota.matches() && sales.containsKey(quota.group(1))) {
      return sales.get(quota.group(1)).quota(quota.group(2), now);
    }
    return Reply.problem(404, "not_found");
  }

  private Reply place(HttpExchange exchange, JsonNode body, Instant now) {
    StubSale sale = sales.get(body.path("sale").asText());
    if (sale == null) return Reply.problem(404, "sale_not_found");
    String key =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")).orElse("");
    Reply reply = sale.place(key.replace("\"", ""), body, now);
    if (reply.status() == 201) saleOfOrder.put(Json.text(reply.body(), "id"), sale);
    return reply;
  }

  private Reply order(String id, @Nullable String what, @Nullable JsonNode body, Instant now) {
    StubSale sale = saleOfOrder.get(id);
    if (sale == null) return Reply.problem(404, "order_not_found");
    return switch (what) {
      case null -> sale.look(id, now);
      case "/cancel" -> sale.cancel(id, now);
      default -> pay(sale, id, body == null ? "" : body.path("method").asText(), now);
    };
  }

  private Reply pay(StubSale sale, String id, String method, Instant now) {
    Optional<Reply> refused = sale.refusesPayment(id, now);
    if (refused.isPresent()) return refused.get();
    if (method.equals("instant")) sale.moneyCame(id, now);
    String page = node().url() + "/fake-gateway/payments/" + id;
    return Reply.of(201, Map.of("order", id, "status", "started", "redirect_url", page));
  }

  private Reply press(String id, String button, Instant now) {
    StubSale sale = saleOfOrder.get(id);
    if (sale == null) return Reply.problem(404, "not_found");
    if (button.equals("approve")) sale.moneyCame(id, now);
    return Reply.of(200, Map.of("notification", Map.of("delivered", true, "answer", 200)));
  }

  private Reply sale(String name, @Nullable String what, @Nullable JsonNode body, Instant now) {
    if (what == null && body != null) {
      var sale = new StubSale(name, body, faults);
      return sales.putIfAbsent(name, sale) == null
          ? Reply.of(201, Map.of("id", name))
          : Reply.problem(412, "version_conflict");
    }
    StubSale sale = sales.get(name);
    if (sale == null) return Reply.problem(404, "sale_not_found");
    if ("/report".equals(what)) return sale.report(now);
    sale.open("/open".equals(what));
    return Reply.of(200, Map.of("id", name));
  }
}
