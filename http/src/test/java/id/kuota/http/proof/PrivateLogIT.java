package id.kuota.http.proof;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.telemetry.EngineLog;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.StartSteps;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * No line of the log has a name, an address, a key or a code, whatever is bought, paid, scanned,
 * refunded, mistyped or broken; also not with DEBUG.
 */
final class PrivateLogIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SALE = "private-log";
  private static final String PASSWORD = "database-password-9f27";
  private static final String EMAIL = "siti.rahayu@example.com";
  private static final String PHONE = "+628123456789";
  private static final String NAME = "Wulandari";
  private static final String STREET = "Jalan Merpati 17";
  private static final String CLIENT = "203.0.113.77";
  private static final String WRONG_KEY = "wrong-operator-key-0123456789abcdef";
  private static final String KEY = "secret-idempotency-0123456789";

  private final Set<String> secrets =
      new TreeSet<>(
          List.of(
              EMAIL,
              "siti.rahayu",
              PHONE,
              "8123456789",
              NAME,
              STREET,
              CLIENT,
              WRONG_KEY,
              KEY,
              PASSWORD,
              RunningEdge.SECRET,
              RunningEdge.OPERATOR_KEY));

  @Test
  void nothingPrivateIsLogged() throws Exception {
    try (var database = EmbeddedDatabase.temporary();
        var log = new LoggedText()) {
      NodeSettings settings = ProofPorts.settings(withPassword(database.settings()));
      try (var node = Node.start(settings, StartSteps.SILENT)) {
        assertThat(node.settings().toString()).doesNotContain(PASSWORD);
        new Visit(new EdgeClient(settings.httpPort()), settings.httpPort()).goThrough();
        breakOff(database.settings());
        awaitLine(
            log,
            () -> !log.linesWith(List.of("journal retries", "journal cannot")).isEmpty(),
            settings);
      }
      assertThat(log.lines()).hasSizeGreaterThan(30);
      assertThat(log.linesWith(List.of("event=\"transition\""))).as("DEBUG is on").isNotEmpty();
      assertThat(secrets).as("with what was given on the way").hasSizeGreaterThan(18);
      assertThat(log.linesWith(secrets)).isEmpty();

      EngineLog.DUE_QUOTAS_UNREAD.log(
          LoggerFactory.getLogger("id.kuota.planted"),
          "a row of " + EMAIL.toUpperCase(java.util.Locale.ROOT));
      assertThat(log.linesWith(secrets)).as("a planted line is found").hasSize(1);
    }
  }

  /** The server trusts every local client; the password is sent and logged all the same, or not. */
  private static DatabaseSettings withPassword(DatabaseSettings database) {
    return new DatabaseSettings(database.url(), database.user(), PASSWORD, database.poolSize());
  }

  /** Ends each connection of the node, so that writes fail and are tried again. */
  private static void breakOff(DatabaseSettings database) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
  }

  private void awaitLine(LoggedText log, BooleanSupplier logged, NodeSettings settings) {
    var client = new EdgeClient(settings.httpPort());
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              order(client, EMAIL, KEY + "-" + log.lines().size());
              return logged.getAsBoolean();
            });
  }

  private static EdgeClient.Answer order(EdgeClient client, String buyer, String key) {
    return client.post(
        "/v1/orders",
        "{\"sale\":\"%s\",\"buyer\":\"%s\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}"
            .formatted(SALE, buyer),
        "Idempotency-Key",
        key,
        "X-Forwarded-For",
        CLIENT);
  }

  /** What buyers, operators, stewards and attackers send; collects what they are given. */
  private final class Visit {

    private final EdgeClient client;
    private final int port;

    Visit(EdgeClient client, int port) {
      this.client = client;
      this.port = port;
    }

    void goThrough() throws IOException {
      client.put(
          "/v1/sales/" + SALE,
          """
          {"name":"Private","currency":"IDR","opens_at":"2020-01-01T00:00:00Z",
           "closes_at":"2099-01-01T00:00:00Z","quotas":[{"id":"cat1","capacity":100}],
           "offers":[{"id":"cat1","name":"CAT 1","price":{"face":1000}}]}
          """,
          operator());
      client.act("/v1/sales/" + SALE + "/open", operator());
      String order = buy(EMAIL, KEY + "-a");
      buy(PHONE, KEY + "-b");
      JsonNode ticket = client.get(order + "/tickets").json().at("/data/0");
      given(ticket.path("code"), ticket.path("human_code"));
      scan(ticket.path("code").asText());
      mistakes(order, ticket.path("code").asText());
      refund(order, ticket.path("id").asText());
      notify("SB-Mid-server-forged-5511");
    }

    private String buy(String buyer, String key) {
      EdgeClient.Answer placed = order(client, buyer, key);
      assertThat(placed.status()).isEqualTo(201);
      String order = placed.header("Location");
      EdgeClient.Answer payment =
          client.post(
              order + "/payments",
              "{\"method\":\"virtual_account\"}",
              "Idempotency-Key",
              key + "-payment");
      String page = payment.json().path("redirect_url").asText();
      String path = page.substring(page.indexOf("/fake-gateway"));
      secrets.add(page.substring(page.lastIndexOf('/') + 1));
      client.act(path + "/approve");
      await()
          .atMost(PATIENCE)
          .until(() -> client.get(order).json().path("status").asText().equals("paid"));
      return order;
    }

    private void scan(String code) {
      EdgeClient.Answer invited =
          client.post(
              "/v1/devices",
              "{\"sale\":\"%s\",\"name\":\"Phone of %s\",\"role\":\"steward\"}"
                  .formatted(SALE, NAME),
              operator("Idempotency-Key", KEY + "-device"));
      String token = invited.json().at("/setup/token").asText();
      EdgeClient.Answer came =
          client.post(
              "/v1/device/initialize",
              "{\"token\":\"%s\",\"nonce\":\"device nonce 4417\"}".formatted(token));
      String key = came.json().path("key").asText();
      given(invited.json().at("/setup/token"), came.json().path("key"));
      String redeem = "/v1/gates/" + SALE + ".north/redeem";
      String[] bearer = {"Authorization", "Bearer " + key};
      assertThat(
              client
                  .post(redeem, "{\"code\":\"%s\",\"nonce\":\"1\"}".formatted(code), bearer)
                  .status())
          .isEqualTo(201);
      client.post(redeem, "{\"code\":\"%s\",\"nonce\":\"2\"}".formatted(code), bearer);
      client.post(redeem, "{\"code\":\"K1%s\",\"nonce\":\"3\"}".formatted(NAME), bearer);
      client.post(
          redeem,
          "{\"code\":\"%s\",\"nonce\":\"4\"}".formatted(code),
          "Authorization",
          "Bearer x" + key);
      client.post(
          invited.header("Location") + "/revoke",
          "{\"reason\":\"lost by %s\"}".formatted(NAME),
          operator());
    }

    private void mistakes(String order, String code) throws IOException {
      client.get("/v1/sales/" + SALE + "/report", "Authorization", "Bearer " + WRONG_KEY);
      client.post("/v1/orders", "{\"buyer\":\"" + EMAIL + "\",", "Idempotency-Key", KEY + "-c");
      client.post(
          "/v1/orders", "{\"buyer\":\"" + EMAIL + "\",\"sale\":7}", "Idempotency-Key", KEY + "-d");
      client.post(
          order + "/payments", "{\"method\":\"" + NAME + "\"}", "Idempotency-Key", KEY + "-e");
      client.get("/tickets/" + URLEncoder.encode(code, StandardCharsets.UTF_8));
      client.get("/v1/orders/ord_" + NAME + "?email=" + EMAIL);
      raw(
          "GET /v1/orders?email="
              + EMAIL
              + " HTTP/1.1\r\nHost: x\r\nCookie: "
              + KEY
              + "\u0001\r\n\r\n");
      raw("PUSH /v1/" + NAME + " HTTP/9.9\r\nAuthorization: Bearer " + WRONG_KEY + "\r\n\r\n");
      raw("\u0016\u0003\u0001" + EMAIL + "\r\n\r\n");
    }

    private void refund(String order, String ticket) {
      EdgeClient.Answer cancelled =
          client.post(
              order + "/tickets/" + ticket + "/cancel",
              "{\"reason\":\"%s of %s is ill\",\"even_if_used\":true}".formatted(NAME, STREET),
              operator());
      assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
      String refund = cancelled.json().at("/refund/id").asText();
      client.post(
          order + "/refunds/" + refund + "/done",
          "{\"reference\":\"transfer to %s\"}".formatted(NAME),
          operator());
    }

    private void notify(String forged) {
      secrets.add(forged);
      client.post(
          "/v1/payments/fake/notifications",
          "{\"signature_key\":\"%s\",\"order_id\":\"%s\",\"customer\":\"%s\"}"
              .formatted(forged, NAME, EMAIL));
    }

    private void raw(String request) throws IOException {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        assertThat(socket.getInputStream().read()).as("an answer").isPositive();
      }
    }

    private void given(JsonNode... values) {
      for (JsonNode value : values) {
        assertThat(value.asText()).isNotBlank();
        secrets.add(value.asText());
      }
    }
  }
}
