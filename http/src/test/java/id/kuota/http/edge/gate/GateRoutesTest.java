package id.kuota.http.edge.gate;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.Reply;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketCode;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.DeviceKeys;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.OrderSeal;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.limit.CallerLimits;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.ticket.TicketReader;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.readmodel.DevicePresences;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.readmodel.HumanCodes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

final class GateRoutesTest {

  private static final String REDEEM = "/v1/gates/coldplay-jakarta-2023.north/redeem";
  private static final String ANNUL = "/v1/gates/coldplay-jakarta-2023.north/annul";
  private static final GateId NORTH = new GateId("coldplay-jakarta-2023.north");
  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final SigningKeys KEYS = new SigningKeys(SECRET, KeyNumbers.FIRST);
  private static final OrderId ORDER =
      new OrderIds(SECRET).of(new BuyerKeys(SECRET).of("ani@example.com"), "key");
  private static final TicketId TICKET = TicketId.of(ORDER.value(), 1);
  private static final OfferId CAT_1 = new OfferId("cat1");
  private static final TicketOrigin ORIGIN = new TicketOrigin(ORDER.value(), Samples.SALE, CAT_1);
  private static final String CODE = code(Samples.SALE);

  private static final DeviceId DEVICE = new DeviceKeys(SECRET).of("north 1");
  private static final StubEngine ENGINE = new StubEngine();
  private static final DataSource NOWHERE = new PGSimpleDataSource();
  private static final BlockingReads READING = new BlockingReads();
  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge =
        RunningEdge.startWith(
            ENGINE.engine(),
            system ->
                List.of(
                    new GateRoutes(
                        ENGINE.engine(),
                        new TicketReader(SECRET, KEYS),
                        new TicketSearch(
                            new TicketReader(SECRET, KEYS), new HumanCodes(NOWHERE), READING),
                        new ScanTally(new GateRefusals(NOWHERE)),
                        new GateGuard(
                            ENGINE.engine(),
                            SECRET,
                            new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY)),
                            new Attendance(new DevicePresences(NOWHERE), Clock.systemUTC()),
                            CallerLimits.NONE),
                        new Admission(Runnable::run),
                        Clock.fixed(Samples.NOW, ZoneOffset.UTC))));
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
    READING.close();
  }

  @BeforeEach
  void letIn() {
    ENGINE.commands.clear();
    ENGINE.claims.clear();
    answer(GatePassage.Direction.IN, "n1", false);
  }

  @Test
  void aTrueTicketIsAdmittedByItsEntity() {
    EdgeClient.Answer answer = scan(body("n1", ""));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    JsonNode json = answer.json();
    assertThat(json.path("status").asText()).isEqualTo("ok");
    assertThat(json.at("/ticket/id").asText()).isEqualTo(TICKET.value());
    assertThat(json.path("at").asText()).isEqualTo("2026-11-21T03:00:00Z");
    assertThat(ENGINE.claims).containsExactly(ORIGIN);
    assertThat(ENGINE.commands)
        .containsExactly(
            new TicketCommand.CheckIn(
                new Scan("n1", NORTH, "operator", "main", Samples.NOW),
                1,
                EntryList.forAll("main", Reentry.AFTER_EXIT),
                GatePassage.Mode.ONLINE,
                ""));
  }

  @Test
  void theSameScanHasTheSameAnswer() {
    byte[] first = scan(body("n1", "")).raw().body();
    answer(GatePassage.Direction.IN, "n1", true);

    EdgeClient.Answer again = scan(body("n1", ""));
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.raw().body()).isEqualTo(first);
  }

  @Test
  void whoAsksWhyIsToldWhenAndWhere() {
    var first = new Scan("n0", new GateId("coldplay-jakarta-2023.south"), "dev", "main", at(-60));
    refuse(new TicketRefused(TicketRefusal.ALREADY_REDEEMED, first));

    EdgeClient.Answer answer = scan(body("n1", ""));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("reason").asText()).isEqualTo("already_redeemed");
    assertThat(answer.json().at("/first/gate").asText()).isEqualTo(first.gate().value());
    assertThat(answer.json().at("/first/device").asText()).isEqualTo("dev");
    assertThat(answer.json().at("/first/at").asText()).isEqualTo("2026-11-21T02:59:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID,404,invalid",
    "UNPAID,200,unpaid",
    "CANCELED,200,canceled",
    "REVOKED,200,revoked",
    "ANNULLED,200,error"
  })
  void aTicketsNoIsAnAnswer(TicketRefusal refusal, int status, String reason) {
    refuse(TicketRefused.of(refusal));
    EdgeClient.Answer answer = scan(body("n1", ""));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("status").asText()).isEqualTo("error");
    assertThat(answer.json().path("reason").asText()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "NONCE_REUSED,422,nonce_reused",
    "OVERLOADED,503,overloaded",
    "UNANSWERED,503,outcome_unknown"
  })
  void whatIsNotTheTicketsFaultIsAProblem(TicketRefusal refusal, int status, String code) {
    refuse(TicketRefused.of(refusal));
    EdgeClient.Answer answer = scan(body("n1", ""));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KT1:NONSENSE", "https://example.com/ticket", "x", "KT1:"})
  void anInvalidCodeStartsNoEntity(String code) {
    EdgeClient.Answer answer = scan("{\"code\":\"%s\",\"nonce\":\"n1\"}".formatted(code));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("reason").asText()).isEqualTo("invalid");
    assertThat(answer.json().path("ticket").isNull()).isTrue();
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void aTicketOfAnotherSaleIsNotForThisGate() {
    String other = code(new SaleId("another"));
    EdgeClient.Answer answer = scan("{\"code\":\"%s\",\"nonce\":\"n1\"}".formatted(other));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("reason").asText()).isEqualTo("product");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void anExitIsAccepted() {
    answer(GatePassage.Direction.OUT, "n1", false);
    EdgeClient.Answer answer = scan(body("n1", ",\"type\":\"exit\",\"list\":\"lounge\""));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("type").asText()).isEqualTo("exit");
    assertThat(ENGINE.commands)
        .containsExactly(
            new TicketCommand.CheckOut(
                new Scan("n1", NORTH, "operator", "lounge", Samples.NOW), GatePassage.Mode.ONLINE));
  }

  @Test
  void aSupervisorSaysWhy() {
    scan(body("n1", ",\"force\":true,\"reason\":\"lost child\",\"reentry\":\"never\""));
    assertThat(ENGINE.commands)
        .singleElement()
        .isInstanceOfSatisfying(
            TicketCommand.CheckIn.class,
            in -> {
              assertThat(in.mode()).isEqualTo(GatePassage.Mode.FORCED);
              assertThat(in.reason()).isEqualTo("lost child");
              assertThat(in.list()).isEqualTo(EntryList.forAll("main", Reentry.NEVER));
            });
    assertThat(scan(body("n1", ",\"force\":true")).code()).isEqualTo("validation_failed");
    assertThat(scan(body("n1", ",\"reason\":\"x\"")).code()).isEqualTo("validation_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"code\":\"x\"}",
        "{\"code\":\"x\",\"nonce\":\"\"}",
        "{\"code\":\"x\",\"nonce\":\"n\",\"type\":\"both\"}",
        "{\"code\":\"x\",\"nonce\":\"n\",\"reentry\":\"maybe\"}",
        "{\"code\":\"x\",\"nonce\":\"n\",\"list\":\"No List\"}",
        "{\"code\":\"x\",\"nonce\":\"n\",\"device\":\"me\"}"
      })
  void aBodyWithFaultsIsToldThem(String body) {
    assertThat(scan(body).code()).isEqualTo("validation_failed");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void aGateIsOfASale() {
    assertThat(client.post("/v1/gates/north/redeem", body("n1", ""), operator()).code())
        .isEqualTo("validation_failed");
  }

  @Test
  void aCheckInNamesItsGate() {
    String body = body("n1", ",\"gate\":\"" + NORTH + "\"");
    EdgeClient.Answer answer = client.post("/v1/check-ins", body, operator());
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("gate").asText()).isEqualTo(NORTH.value());
    assertThat(client.post("/v1/check-ins", body("n1", ""), operator()).code())
        .isEqualTo("validation_failed");
  }

  @Test
  void aScanIsTakenBack() {
    EdgeClient.Answer answer = client.post(ANNUL, body("n1", ""), operator());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(ENGINE.commands).containsExactly(new TicketCommand.AnnulPassage("n1", "operator"));
    refuse(TicketRefused.of(TicketRefusal.TOO_LATE));
    assertThat(client.post(ANNUL, body("n1", ""), operator()).code()).isEqualTo("annul_too_late");
    refuse(TicketRefused.of(TicketRefusal.PASSAGE_UNKNOWN));
    assertThat(client.post(ANNUL, body("n1", ""), operator()).code())
        .isEqualTo("passage_not_found");
    assertThat(client.post(ANNUL, "{\"code\":\"x\",\"nonce\":\"n1\"}", operator()).code())
        .isEqualTo("passage_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {REDEEM, ANNUL, "/v1/check-ins"})
  void aGateNeedsAKey(String path) {
    assertThat(client.post(path, body("n1", "")).code()).isEqualTo("device_key_invalid");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void aDeviceScansUnderItsOwnName() {
    device(Samples.SALE, DeviceTerms.Role.STEWARD, DeviceView.Status.ACTIVE, 3);
    assertThat(client.post(REDEEM, body("n1", ""), shows(3)).status()).isEqualTo(201);
    client.post(ANNUL, body("n1", ""), shows(3));
    assertThat(ENGINE.commands)
        .extracting(Object::toString)
        .hasSize(2)
        .allMatch(command -> command.contains("device=" + DEVICE));
  }

  @Test
  void aKeyThatDoesNotCountOpensNoGate() {
    device(Samples.SALE, DeviceTerms.Role.STEWARD, DeviceView.Status.ACTIVE, 3);
    assertThat(client.post(REDEEM, body("n1", ""), shows(2)).code())
        .isEqualTo("device_key_invalid");
    device(Samples.SALE, DeviceTerms.Role.STEWARD, DeviceView.Status.REVOKED, 0);
    EdgeClient.Answer revoked = client.post(REDEEM, body("n1", ""), shows(3));
    assertThat(revoked.code()).isEqualTo("device_key_invalid");
    assertThat(revoked.header("WWW-Authenticate")).startsWith("Bearer");
    ENGINE.onDevice = device -> new Reply.Refused<>(DeviceRefusal.DEVICE_UNKNOWN);
    assertThat(client.post(REDEEM, body("n1", ""), shows(3)).code())
        .isEqualTo("device_key_invalid");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void aDeviceServesTheGatesOfItsSaleOnly() {
    device(new SaleId("another"), DeviceTerms.Role.SUPERVISOR, DeviceView.Status.ACTIVE, 1);
    assertThat(client.post(REDEEM, body("n1", ""), shows(1)).code()).isEqualTo("forbidden");
    assertThat(client.post(ANNUL, body("n1", ""), shows(1)).code()).isEqualTo("forbidden");
    String named = body("n1", ",\"gate\":\"" + NORTH + "\"");
    assertThat(client.post("/v1/check-ins", named, shows(1)).code()).isEqualTo("forbidden");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void onlyASupervisorForces() {
    String forced = body("n1", ",\"force\":true,\"reason\":\"lost child\"");
    device(Samples.SALE, DeviceTerms.Role.STEWARD, DeviceView.Status.ACTIVE, 1);
    assertThat(client.post(REDEEM, forced, shows(1)).code()).isEqualTo("forbidden");
    device(Samples.SALE, DeviceTerms.Role.SUPERVISOR, DeviceView.Status.ACTIVE, 1);
    assertThat(client.post(REDEEM, forced, shows(1)).status()).isEqualTo(201);
  }

  private static void device(
      SaleId sale, DeviceTerms.Role role, DeviceView.Status status, int key) {
    var view = new DeviceView(DEVICE, new DeviceTerms(sale, "north 1", role), status, key, "");
    ENGINE.onDevice = device -> new Reply.Answered<>(view, true);
  }

  private static String[] shows(int key) {
    return new String[] {"Authorization", "Bearer " + new DeviceKeys(SECRET).key(DEVICE, key)};
  }

  @Test
  void lettersThatCannotBeLookedUpOpenNothing() {
    EdgeClient.Answer answer = scan("{\"code\":\"abcd-efgh\",\"nonce\":\"n1\"}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("unavailable");
    assertThat(ENGINE.commands).isEmpty();
  }

  private static EdgeClient.Answer scan(String body) {
    return client.post(REDEEM, body, operator());
  }

  private static String body(String nonce, String more) {
    return "{\"code\":\"%s\",\"nonce\":\"%s\"%s}".formatted(CODE, nonce, more);
  }

  private static void answer(GatePassage.Direction direction, String nonce, boolean repeated) {
    var scan = new Scan(nonce, NORTH, "operator", "main", Samples.NOW);
    var passage = new GatePassage(direction, scan, GatePassage.Mode.ONLINE, Samples.NOW, false);
    var view =
        new TicketView(
            TICKET, ORIGIN, 1, TicketView.Status.CHECKED_IN, List.of(passage), List.of());
    ENGINE.onTicket = ticket -> new Reply.Answered<>(view, repeated);
  }

  private static void refuse(TicketRefused refused) {
    ENGINE.onTicket = ticket -> new Reply.Refused<>(refused);
  }

  private static Instant at(int seconds) {
    return Samples.NOW.plusSeconds(seconds);
  }

  private static String code(SaleId sale) {
    String sealed = new OrderSeal(SECRET).seal(ORDER, TICKET);
    return TicketCode.write(
        new TicketClaim(KEYS.active(), TICKET, 1, sale, CAT_1, sealed), KEYS.signer());
  }
}
