package id.kuota.http.edge.gate;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.Reply;
import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import id.kuota.http.edge.identity.DeviceKeys;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.limit.CallerLimits;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.readmodel.DevicePresences;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

final class DeviceRoutesTest {

  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final DeviceKeys KEYS = new DeviceKeys(SECRET);
  private static final DeviceId DEVICE = KEYS.of("north-1-0123456789abcde");
  private static final DeviceTerms TERMS =
      new DeviceTerms(Samples.SALE, "North gate 1", DeviceTerms.Role.SUPERVISOR);
  private static final String ADDRESS = "/v1/devices/" + DEVICE;
  private static final String INVITATION =
      "{\"sale\":\"coldplay-jakarta-2023\",\"name\":\"North gate 1\",\"role\":\"supervisor\"}";

  private static final StubEngine ENGINE = new StubEngine();
  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    var operator = new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY));
    var attendance =
        new Attendance(
            new DevicePresences(new PGSimpleDataSource()),
            Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    var guard = new GateGuard(ENGINE.engine(), SECRET, operator, attendance, CallerLimits.NONE);
    edge =
        RunningEdge.startWith(
            ENGINE.engine(),
            system ->
                List.of(
                    new DeviceAdminRoutes(ENGINE.engine(), SECRET, operator),
                    new DeviceRoutes(ENGINE.engine(), SECRET, guard, attendance)));
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void forget() {
    ENGINE.commands.clear();
  }

  @Test
  void anOperatorInvitesADevice() {
    become(DeviceView.Status.INVITED, 0, false);
    EdgeClient.Answer answer = invite();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo(ADDRESS);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(ENGINE.commands).containsExactly(new DeviceCommand.InviteDevice(TERMS, "operator"));
    JsonNode setup = answer.json().path("setup");
    assertThat(setup.path("url").asText()).isEqualTo("http://127.0.0.1:" + edge.port());
    assertThat(KEYS.parseSetup(setup.path("token").asText())).contains(DEVICE);
    assertThat(client.get(ADDRESS, operator()).json()).isEqualTo(answer.json());
    assertThat(client.get(ADDRESS + "/setup.svg", operator()).text()).startsWith("<svg");

    become(DeviceView.Status.INVITED, 0, true);
    assertThat(invite().header("Idempotent-Replayed")).isEqualTo("true");
    ENGINE.onDevice = device -> new Reply.Refused<>(DeviceRefusal.KEY_REUSED);
    assertThat(invite().code()).isEqualTo("idempotency_key_reused");
  }

  @Test
  void theAddressOfTheServerIsThatWhichTheOperatorUses() {
    become(DeviceView.Status.INVITED, 0, false);
    String[] headers =
        operator("X-Forwarded-Proto", "https", "X-Forwarded-Host", "tickets.example");
    assertThat(client.get(ADDRESS, headers).json().at("/setup/url").asText())
        .isEqualTo("https://tickets.example");
  }

  @Test
  void aDeviceIsForOneListIfTheInvitationSaysSo() {
    var bound = new DeviceTerms(Samples.SALE, "North", DeviceTerms.Role.STEWARD, "vip");
    var view = new DeviceView(DEVICE, bound, DeviceView.Status.ACTIVE, 1, "");
    ENGINE.onDevice = device -> new Reply.Answered<>(view, false);
    String invitation = "{\"sale\":\"%s\",\"name\":\"North\",\"role\":\"steward\",\"list\":%s}";
    String good = invitation.formatted(Samples.SALE, "\"vip\"");
    EdgeClient.Answer answer =
        client.post("/v1/devices", good, operator("Idempotency-Key", "vip-0123456789abcde"));
    assertThat(answer.json().path("list").asText()).isEqualTo("vip");
    assertThat(ENGINE.commands).containsExactly(new DeviceCommand.InviteDevice(bound, "operator"));
    assertThat(come(KEYS.setupToken(DEVICE)).json().path("list").asText()).isEqualTo("vip");

    String bad = invitation.formatted(Samples.SALE, "\"V I P\"");
    assertThat(
            client
                .post("/v1/devices", bad, operator("Idempotency-Key", "v-0123456789abcde"))
                .json()
                .at("/errors/0/pointer")
                .asText())
        .isEqualTo("/list");
  }

  @Test
  void aDeviceSaysHowItIs() {
    become(DeviceView.Status.ACTIVE, 2, false);
    String all =
        """
        {"battery":81,"charging":false,"unsent":3,"app":"Gate page 1","gate":"%s.north"}
        """
            .formatted(Samples.SALE);
    EdgeClient.Answer answer = client.post("/v1/device/heartbeat", all, shows(2));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("device").asText()).isEqualTo(DEVICE.value());
    assertThat(answer.json().path("seen_at").asText()).isEqualTo("2026-11-21T03:00:00Z");
    assertThat(client.post("/v1/device/heartbeat", "{\"unsent\":0}", shows(2)).status())
        .isEqualTo(200);
    assertThat(client.post("/v1/device/heartbeat", all, shows(1)).code())
        .isEqualTo("device_key_invalid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/unsent  | {}",
        "/unsent  | {\"unsent\":-1}",
        "/battery | {\"unsent\":0,\"battery\":101}",
        "/charging| {\"unsent\":0,\"charging\":1}",
        "/app     | {\"unsent\":0,\"app\":\"\"}",
        "/gate    | {\"unsent\":0,\"gate\":\"north\"}",
        "/mood    | {\"unsent\":0,\"mood\":\"good\"}"
      })
  void aHeartbeatWithFaultsIsToldThem(String pointer, String body) {
    become(DeviceView.Status.ACTIVE, 2, false);
    assertThat(
            client
                .post("/v1/device/heartbeat", body, shows(2))
                .json()
                .at("/errors/0/pointer")
                .asText())
        .isEqualTo(pointer);
  }

  @Test
  void aDeviceThatCameOrIsRevokedHasNothingToScan() {
    become(DeviceView.Status.ACTIVE, 1, false);
    assertThat(client.get(ADDRESS, operator()).json().path("setup").isNull()).isTrue();
    assertThat(client.get(ADDRESS + "/setup.svg", operator()).code()).isEqualTo("setup_used");
    become(DeviceView.Status.REVOKED, 0, false);
    assertThat(client.get(ADDRESS + "/setup.svg", operator()).code()).isEqualTo("device_revoked");
  }

  @Test
  void anOperatorRevokesADevice() {
    become(DeviceView.Status.REVOKED, 0, false);
    EdgeClient.Answer answer =
        client.post(ADDRESS + "/revoke", "{\"reason\":\"lost\"}", operator());
    assertThat(answer.json().path("status").asText()).isEqualTo("revoked");
    assertThat(answer.json().path("key").isNull()).isTrue();
    assertThat(ENGINE.commands).containsExactly(new DeviceCommand.RevokeDevice("lost", "operator"));
  }

  @Test
  void aDeviceComesWithItsTokenAndGetsItsKey() {
    become(DeviceView.Status.ACTIVE, 1, false);
    EdgeClient.Answer answer = come(KEYS.setupToken(DEVICE));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(KEYS.parseKey("Bearer " + answer.json().path("key").asText()))
        .contains(new DeviceKeys.Shown(DEVICE, 1));
    assertThat(ENGINE.commands)
        .containsExactly(new DeviceCommand.InitializeDevice("nonce-123", ""));
    assertThat(come("setup_nonsense").code()).isEqualTo("device_not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "SETUP_USED,setup_used",
    "SETUP_EXPIRED,setup_expired",
    "DEVICE_REVOKED,device_revoked",
    "DEVICE_UNKNOWN,device_not_found"
  })
  void aTokenThatDoesNotCountIsSaidSo(DeviceRefusal refusal, String code) {
    ENGINE.onDevice = device -> new Reply.Refused<>(refusal);
    assertThat(come(KEYS.setupToken(DEVICE)).code()).isEqualTo(code);
  }

  @Test
  void aDeviceKnowsItselfAndChangesItsKey() {
    become(DeviceView.Status.ACTIVE, 2, false);
    assertThat(client.get("/v1/device", shows(2)).json().path("name").asText())
        .isEqualTo("North gate 1");
    assertThat(client.get("/v1/device", shows(1)).code()).isEqualTo("device_key_invalid");
    assertThat(client.get("/v1/device").code()).isEqualTo("device_key_invalid");

    EdgeClient.Answer rolled =
        client.post("/v1/device/roll", "{\"nonce\":\"nonce-456\"}", shows(1));
    assertThat(rolled.json().path("key").asText()).isEqualTo(KEYS.key(DEVICE, 2));
    assertThat(ENGINE.commands).containsExactly(new DeviceCommand.RollKey(1, "nonce-456"));
    ENGINE.onDevice = device -> new Reply.Refused<>(DeviceRefusal.KEY_STALE);
    assertThat(client.post("/v1/device/roll", "{\"nonce\":\"nonce-456\"}", shows(1)).code())
        .isEqualTo("device_key_invalid");
    assertThat(client.post("/v1/device/roll", "{\"nonce\":\"nonce-456\"}").code())
        .isEqualTo("device_key_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/devices/dev_x", "/v1/devices/dev_0123456789abcdefghjkmnpqrs"})
  void aDeviceThatIsNotThereIsSaidSo(String path) {
    ENGINE.onDevice = device -> new Reply.Refused<>(DeviceRefusal.DEVICE_UNKNOWN);
    assertThat(client.get(path, operator()).code()).isEqualTo("device_not_found");
    assertThat(client.get(path).code()).isEqualTo("unauthorized");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sale\":\"s\",\"name\":\"\",\"role\":\"steward\"}",
        "{\"sale\":\"s\",\"name\":\"n\",\"role\":\"owner\"}"
      })
  void anInvitationWithFaultsIsToldThem(String body) {
    assertThat(
            client
                .post("/v1/devices", body, operator("Idempotency-Key", "k-0123456789abcde"))
                .code())
        .isEqualTo("validation_failed");
  }

  private static EdgeClient.Answer invite() {
    return client.post(
        "/v1/devices", INVITATION, operator("Idempotency-Key", "\"north-1-0123456789abcde\""));
  }

  private static EdgeClient.Answer come(String token) {
    return client.post(
        "/v1/device/initialize", "{\"token\":\"%s\",\"nonce\":\"nonce-123\"}".formatted(token));
  }

  private static String[] shows(int key) {
    return new String[] {"Authorization", "Bearer " + KEYS.key(DEVICE, key)};
  }

  private static void become(DeviceView.Status status, int key, boolean repeated) {
    var view = new DeviceView(DEVICE, TERMS, status, key, "");
    ENGINE.onDevice = device -> new Reply.Answered<>(view, repeated);
  }
}
