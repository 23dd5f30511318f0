package id.kuota.http.edge.gate;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.Conflict;
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
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Scans that were made without a network. */
final class UploadTest {

  private static final GateId NORTH = new GateId("coldplay-jakarta-2023.north");
  private static final String SCANS = "/v1/gates/" + NORTH + "/scans";
  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final SigningKeys KEYS = new SigningKeys(SECRET, KeyNumbers.FIRST);
  private static final OrderId ORDER =
      new OrderIds(SECRET).of(new BuyerKeys(SECRET).of("ani@example.com"), "key");
  private static final OfferId CAT_1 = new OfferId("cat1");

  private static final StubEngine ENGINE = new StubEngine();
  private static final DataSource NOWHERE = new PGSimpleDataSource();
  private static final BlockingReads READING = new BlockingReads();
  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    var guard =
        new GateGuard(
            ENGINE.engine(),
            SECRET,
            new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY)),
            new Attendance(new DevicePresences(NOWHERE), Clock.systemUTC()),
            CallerLimits.NONE);
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
                        guard,
                        new Admission(Runnable::run),
                        Clock.systemUTC())));
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
    answer(List.of());
  }

  @Test
  void whatHappenedIsRecordedAsItHappened() {
    EdgeClient.Answer answer =
        upload(scan(1, "n1", ""), scan(1, "n2", ",\"type\":\"exit\""), scan(2, "n3", ""));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("results").findValuesAsText("nonce"))
        .containsExactly("n1", "n2", "n3");
    assertThat(answer.json().path("results").findValuesAsText("status")).containsOnly("recorded");
    Instant at = Instant.parse("2026-11-21T12:02:11Z");
    assertThat(ENGINE.commands)
        .containsExactly(
            new TicketCommand.CheckIn(
                new Scan("n1", NORTH, "operator", "main", at),
                1,
                EntryList.forAll("main", Reentry.AFTER_EXIT),
                GatePassage.Mode.OFFLINE,
                ""),
            new TicketCommand.CheckOut(
                new Scan("n2", NORTH, "operator", "main", at), GatePassage.Mode.OFFLINE),
            new TicketCommand.CheckIn(
                new Scan("n3", NORTH, "operator", "main", at),
                1,
                EntryList.forAll("main", Reentry.AFTER_EXIT),
                GatePassage.Mode.OFFLINE,
                ""));
  }

  @Test
  void aCodeIsReadAsAScannerTypesIt() {
    String lower = " " + code(Samples.SALE, 1).toLowerCase(Locale.ROOT) + "\\t";
    String german = code(Samples.SALE, 2).replace(":", "Ö").substring(0, 150);
    String form = "{\"code\":\"%s\",\"nonce\":\"%s\",\"scanned_at\":\"2026-11-21T12:02:11Z\"}";
    JsonNode results =
        upload(form.formatted(lower, "n1"), form.formatted(german, "n2")).json().path("results");
    assertThat(results.at("/0/status").asText()).isEqualTo("recorded");
    assertThat(results.at("/1/status").asText()).isEqualTo("refused");
    assertThat(results.at("/1/reason").asText()).isEqualTo("keyboard_layout");
  }

  @Test
  void aConflictIsToldWithWhatWasKnownBefore() {
    var earlier =
        new Scan("n0", new GateId("coldplay-jakarta-2023.south"), "dev", "main", Samples.NOW);
    var later = new Scan("n1", NORTH, "operator", "main", Samples.NOW.plusSeconds(60));
    answer(
        List.of(
            new Conflict(earlier, later, TicketRefusal.ALREADY_REDEEMED),
            new Conflict(voided(), voided(), TicketRefusal.REVOKED)));

    JsonNode results = upload(scan(1, "n1", ""), scan(2, "n2", "")).json().path("results");
    assertThat(results.at("/0/status").asText()).isEqualTo("recorded");
    assertThat(results.at("/0/conflict/reason").asText()).isEqualTo("already_redeemed");
    assertThat(results.at("/0/conflict/earlier/gate").asText()).endsWith(".south");
    assertThat(results.at("/0/conflict/earlier/at").asText()).isEqualTo("2026-11-21T03:00:00Z");
    assertThat(results.at("/1/conflict/reason").asText()).isEqualTo("revoked");
    assertThat(results.at("/1/conflict/earlier").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELED,refused,canceled",
    "ANNULLED,refused,error",
    "NONCE_REUSED,refused,error",
    "UNANSWERED,retry,",
    "OVERLOADED,retry,"
  })
  void oneScanDoesNotKeepTheOthers(TicketRefusal refusal, String status, String reason) {
    TicketId second = TicketId.of(ORDER.value(), 2);
    var view = view(List.of());
    ENGINE.onTicket =
        ticket ->
            ticket.equals(second)
                ? new Reply.Refused<>(TicketRefused.of(refusal))
                : new Reply.Answered<>(view, false);

    JsonNode results =
        upload(scan(1, "n1", ""), scan(2, "n2", ""), scan(3, "n3", "")).json().path("results");
    assertThat(results.findValuesAsText("status")).containsExactly("recorded", status, "recorded");
    assertThat(results.at("/1/reason").asText(null)).isEqualTo(reason);
  }

  @Test
  void aForeignTicketIsRefusedAndStartsNoEntity() {
    String other = code(new SaleId("another"), 1);
    JsonNode results =
        upload(
                "{\"code\":\"x\",\"nonce\":\"a\",\"scanned_at\":\"2026-11-21T19:02:11+07:00\"}",
                scanOf(other, "b", ""))
            .json()
            .path("results");
    assertThat(results.findValuesAsText("reason")).containsExactly("invalid", "product");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void asManyAsAreAllowedFitIntoABody() {
    String[] full =
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> scan(i, "a nonce as long as a UUID usually is " + i, ""))
            .toArray(String[]::new);
    assertThat(upload(full).json().path("results")).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scans\":[]}",
        "{\"scans\":[{\"code\":\"x\",\"nonce\":\"n\"}]}",
        "{\"scans\":[{\"code\":\"x\",\"nonce\":\"n\",\"scanned_at\":\"now\"}]}",
        "{\"scans\":[{\"code\":\"x\",\"nonce\":\"n\",\"scanned_at\":\"2026-11-21T03:00:00Z\",\"force\":true}]}"
      })
  void anUploadWithFaultsRecordsNothing(String body) {
    assertThat(client.post(SCANS, body, operator()).code()).isEqualTo("validation_failed");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void anUploadNeedsAKey() {
    assertThat(client.post(SCANS, "{\"scans\":[" + scan(1, "n", "") + "]}").code())
        .isEqualTo("device_key_invalid");
  }

  private static EdgeClient.Answer upload(String... scans) {
    return client.post(
        SCANS,
        List.of(scans).stream().collect(Collectors.joining(",", "{\"scans\":[", "]}")),
        operator());
  }

  private static String scan(int ticket, String nonce, String more) {
    return scanOf(code(Samples.SALE, ticket), nonce, more);
  }

  private static String scanOf(String code, String nonce, String more) {
    return "{\"code\":\"%s\",\"nonce\":\"%s\",\"scanned_at\":\"2026-11-21T19:02:11+07:00\"%s}"
        .formatted(code, nonce, more);
  }

  private static String code(SaleId sale, int number) {
    TicketId ticket = TicketId.of(ORDER.value(), number);
    String sealed = new OrderSeal(SECRET).seal(ORDER, ticket);
    return TicketCode.write(
        new TicketClaim(KEYS.active(), ticket, 1, sale, CAT_1, sealed), KEYS.signer());
  }

  private static Scan voided() {
    return new Scan("n2", NORTH, "operator", "main", Samples.NOW);
  }

  private static void answer(List<Conflict> conflicts) {
    var view = view(conflicts);
    ENGINE.onTicket = ticket -> new Reply.Answered<>(view, false);
  }

  private static TicketView view(List<Conflict> conflicts) {
    return new TicketView(
        TicketId.of(ORDER.value(), 1),
        new TicketOrigin(ORDER.value(), Samples.SALE, CAT_1),
        1,
        TicketView.Status.CHECKED_IN,
        List.of(),
        conflicts);
  }
}
