package id.kuota.http.edge.gate;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketCode;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.engine.ticket.TicketRefused;
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
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Scans at a sale that names its lists: the list of the scan, and what the ticket gets. */
final class ListedScanTest {

  private static final String GATE = "/v1/gates/coldplay-jakarta-2023.north/";
  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final SigningKeys KEYS = new SigningKeys(SECRET, KeyNumbers.FIRST);
  private static final OrderId ORDER =
      new OrderIds(SECRET).of(new BuyerKeys(SECRET).of("ani@example.com"), "key");
  private static final TicketId TICKET = TicketId.of(ORDER.value(), 1);
  private static final DeviceId DEVICE = new DeviceKeys(SECRET).of("north 1");
  private static final EntryList MAIN = EntryList.forAll("main", Reentry.NEVER);
  private static final EntryList VIP =
      new EntryList("vip", List.of(new OfferId("pair")), Reentry.ALWAYS);

  private static final StubEngine ENGINE = new StubEngine();
  private static final DataSource NOWHERE = new PGSimpleDataSource();
  private static final BlockingReads READING = new BlockingReads();
  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    var reader = new TicketReader(SECRET, KEYS);
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
                        reader,
                        new TicketSearch(reader, new HumanCodes(NOWHERE), READING),
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
  void begin() {
    ENGINE.commands.clear();
    var lists = new EntryLists(List.of(MAIN, VIP));
    ENGINE.sales.put(Samples.SALE, Samples.sale(Samples.sale(SaleView.Phase.CLOSED, 3), lists));
    ENGINE.onTicket = ticket -> new Reply.Refused<>(TicketRefused.of(TicketRefusal.PRODUCT));
  }

  @ParameterizedTest(name = "a device for \"{0}\" that says \"{1}\" means {2}")
  @CsvSource({
    "'',   '',   main",
    "'',   vip,  vip",
    "vip,  '',   vip",
    "vip,  vip,  vip",
    "main, '',   main"
  })
  void theListThatIsMeant(String bound, String named, String meant) {
    device(bound);
    scan(named, shows());
    assertThat(ENGINE.commands)
        .singleElement()
        .isInstanceOfSatisfying(
            TicketCommand.CheckIn.class,
            in -> {
              assertThat(in.list()).isEqualTo(meant.equals("vip") ? VIP : MAIN);
              assertThat(in.scan().list()).isEqualTo(meant);
            });
  }

  @Test
  void theRuleIsThatOfTheListWhateverTheDeviceAsks() {
    scan("vip\",\"reentry\":\"never", operator());
    assertThat(ENGINE.commands)
        .singleElement()
        .isInstanceOfSatisfying(
            TicketCommand.CheckIn.class, in -> assertThat(in.list()).isEqualTo(VIP));
  }

  @Test
  void aTicketThatTheListDoesNotAdmitIsNotForIt() {
    EdgeClient.Answer answer = scan("vip", operator());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("reason").asText()).isEqualTo("product");
    assertThat(answer.json().path("list").asText()).isEqualTo("vip");
    assertThat(answer.json().at("/ticket/offer").asText()).isEqualTo("cat1");
  }

  @Test
  void aListThatTheSaleDoesNotHaveIsSaidSoWithThoseThatItHas() {
    EdgeClient.Answer answer = scan("backstage", operator());
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("list_unknown");
    assertThat(answer.json().path("lists").valueStream().map(list -> list.asText()))
        .containsExactly("main", "vip");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void aDeviceForOneListScansForNoOther() {
    device("vip");
    assertThat(scan("main", shows()).code()).isEqualTo("forbidden");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void whatHappenedWithoutANetworkIsRecordedAlsoForAListThatIsGone() {
    String scan =
        "{\"code\":\"%s\",\"nonce\":\"%s\",\"scanned_at\":\"2026-11-21T19:02:11+07:00\",\"list\":\"%s\"}";
    String scans = scan.formatted(code(), "n1", "vip") + "," + scan.formatted(code(), "n2", "gone");
    client.post(GATE + "scans", "{\"scans\":[" + scans + "]}", operator());
    assertThat(ENGINE.commands)
        .extracting(command -> ((TicketCommand.CheckIn) command).list())
        .containsExactly(VIP, EntryList.forAll("gone", Reentry.AFTER_EXIT));
  }

  @Test
  void aCodeIsReadAsAScannerTypesIt() {
    String lower = code().toLowerCase(Locale.ROOT);
    for (String typed : List.of(" " + code(), code() + "\\t", lower + "\\r\\n", "]Q1" + lower)) {
      scanOf(typed, "", operator());
    }
    assertThat(ENGINE.commands).hasSize(4);
    EdgeClient.Answer garbled = scanOf(code().replace(":", "Ö").substring(0, 150), "", operator());
    assertThat(garbled.status()).isEqualTo(404);
    assertThat(garbled.json().path("reason").asText()).isEqualTo("keyboard_layout");
    assertThat(scanOf(code() + code().replace("KT1:", "KT1:0"), "", operator()).status())
        .as("two codes, of which one is none")
        .isEqualTo(200);
    assertThat(ENGINE.commands).hasSize(4);
  }

  private static EdgeClient.Answer scan(String list, String... headers) {
    return scanOf(code(), list.isEmpty() ? "" : ",\"list\":\"" + list + "\"", headers);
  }

  private static EdgeClient.Answer scanOf(String code, String more, String... headers) {
    String body = "{\"code\":\"%s\",\"nonce\":\"n1\"%s}".formatted(code, more);
    return client.post(GATE + "redeem", body, headers);
  }

  private static void device(String list) {
    var terms = new DeviceTerms(Samples.SALE, "north 1", DeviceTerms.Role.STEWARD, list);
    var view = new DeviceView(DEVICE, terms, DeviceView.Status.ACTIVE, 1, "");
    ENGINE.onDevice = device -> new Reply.Answered<>(view, true);
  }

  private static String[] shows() {
    return new String[] {"Authorization", "Bearer " + new DeviceKeys(SECRET).key(DEVICE, 1)};
  }

  private static String code() {
    String sealed = new OrderSeal(SECRET).seal(ORDER, TICKET);
    var claim =
        new TicketClaim(KEYS.active(), TICKET, 1, Samples.SALE, new OfferId("cat1"), sealed);
    return TicketCode.write(claim, KEYS.signer());
  }
}
