package id.kuota.http.edge.gate;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.Reply;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
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
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

final class EntryListRoutesTest {

  private static final String LISTS = "/v1/sales/coldplay-jakarta-2023/lists";
  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final DeviceKeys KEYS = new DeviceKeys(SECRET);
  private static final DeviceId DEVICE = KEYS.of("north 1");
  private static final EntryLists TWO =
      new EntryLists(
          List.of(
              EntryList.forAll("main", Reentry.AFTER_EXIT),
              new EntryList("vip", List.of(new OfferId("pair")), Reentry.NEVER)));
  private static final String TWO_SENT =
      "{\"lists\":[{\"id\":\"main\"},{\"id\":\"vip\",\"offers\":[\"pair\"],\"reentry\":\"never\"}]}";

  private static final StubEngine ENGINE = new StubEngine();
  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    var operator = new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY));
    var presences = new DevicePresences(new PGSimpleDataSource());
    var guard =
        new GateGuard(
            ENGINE.engine(),
            SECRET,
            operator,
            new Attendance(presences, Clock.systemUTC()),
            CallerLimits.NONE);
    edge =
        RunningEdge.startWith(
            ENGINE.engine(),
            system -> List.of(new EntryListRoutes(ENGINE.engine(), guard, operator)));
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void begin() {
    ENGINE.commands.clear();
    ENGINE.sales.clear();
    ENGINE.sales.put(Samples.SALE, plain());
    ENGINE.answerSale(Samples.sale(plain(), TWO));
  }

  @Test
  void anOperatorSaysWhatIsEntered() {
    EdgeClient.Answer answer = client.put(LISTS, TWO_SENT, operator("If-Match", "\"3-selling\""));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    assertThat(ENGINE.commands)
        .containsExactly(new SaleCommand.SetLists(TWO, OptionalLong.of(3), OperatorKey.NAME));
    assertThat(answer.json().at("/lists/0/offers").isNull()).isTrue();
    assertThat(answer.json().at("/lists/0/reentry").asText()).isEqualTo("after_exit");
    assertThat(answer.json().at("/lists/1/offers/0").asText()).isEqualTo("pair");
  }

  @Test
  void noListsTakeThemAway() {
    client.put(LISTS, "{\"lists\":[]}", operator("If-Match", "*"));
    assertThat(ENGINE.commands)
        .containsExactly(
            new SaleCommand.SetLists(EntryLists.NONE, OptionalLong.of(3), OperatorKey.NAME));
  }

  @Test
  void anotherRevisionIsAConflict() {
    assertThat(client.put(LISTS, TWO_SENT, operator("If-Match", "\"2\"")).code())
        .isEqualTo("version_conflict");
    assertThat(client.put(LISTS, TWO_SENT, operator("If-None-Match", "*")).code())
        .isEqualTo("version_conflict");
    assertThat(ENGINE.commands).isEmpty();
    ENGINE.refuseSales(SaleRefusal.REVISION_STALE);
    assertThat(client.put(LISTS, TWO_SENT, operator("If-Match", "\"3\"")).code())
        .isEqualTo("version_conflict");
    ENGINE.refuseSales(SaleRefusal.REVISION_REQUIRED);
    assertThat(client.put(LISTS, TWO_SENT, operator()).code()).isEqualTo("precondition_required");
  }

  @Test
  void anOfferThatIsNotSoldIsShownWhereItStands() {
    ENGINE.refuseSales(SaleRefusal.LIST_OFFER_UNKNOWN);
    String sent = "{\"lists\":[{\"id\":\"main\"},{\"id\":\"vip\",\"offers\":[\"pair\",\"gold\"]}]}";
    EdgeClient.Answer answer = client.put(LISTS, sent, operator("If-Match", "\"3\""));
    assertThat(answer.code()).isEqualTo("validation_failed");
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/lists/1/offers/1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/lists           | {}",
        "/lists/0/id      | {\"lists\":[{\"id\":\"V I P\"}]}",
        "/lists/1/id      | {\"lists\":[{\"id\":\"vip\"},{\"id\":\"vip\"}]}",
        "/lists/0/offers  | {\"lists\":[{\"id\":\"vip\",\"offers\":[]}]}",
        "/lists/0/offers  | {\"lists\":[{\"id\":\"vip\",\"offers\":[\"cat1\",\"cat1\"]}]}",
        "/lists/0/offers/0| {\"lists\":[{\"id\":\"vip\",\"offers\":[\"CAT 1\"]}]}",
        "/lists/0/reentry | {\"lists\":[{\"id\":\"vip\",\"reentry\":\"maybe\"}]}",
        "/lists/0/rule    | {\"lists\":[{\"id\":\"vip\",\"rule\":\"never\"}]}"
      })
  void faultsAreShownWhereTheyStand(String pointer, String body) {
    EdgeClient.Answer answer = client.put(LISTS, body, operator("If-Match", "\"3\""));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void asManyListsAsPeopleSetUpAndNoMore() {
    assertThat(client.put(LISTS, many(50), operator("If-Match", "*")).status()).isEqualTo(200);
    assertThat(client.put(LISTS, many(51), operator("If-Match", "*")).code())
        .isEqualTo("validation_failed");
  }

  @Test
  void aDeviceReadsTheListsOfItsSale() {
    ENGINE.sales.put(Samples.SALE, Samples.sale(plain(), TWO));
    device(Samples.SALE);
    EdgeClient.Answer answer = client.get(LISTS, shows());
    JsonNode lists = answer.json().path("lists");
    assertThat(lists.findValuesAsText("id")).containsExactly("main", "vip");
    assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    device(new SaleId("another"));
    assertThat(client.get(LISTS, shows()).code()).isEqualTo("forbidden");
    assertThat(client.get(LISTS).code()).isEqualTo("device_key_invalid");
    assertThat(client.put(LISTS, TWO_SENT, shows()).code()).isEqualTo("unauthorized");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/sales/another/lists", "/v1/sales/No-Sale/lists"})
  void aSaleThatIsNotThereHasNoLists(String path) {
    assertThat(client.get(path, operator()).code()).isEqualTo("sale_not_found");
    assertThat(client.put(path, TWO_SENT, operator("If-Match", "*")).code())
        .isEqualTo("sale_not_found");
  }

  private static SaleView plain() {
    return Samples.sale(SaleView.Phase.CLOSED, 3);
  }

  private static String many(int count) {
    var lists = new StringBuilder("{\"lists\":[{\"id\":\"list-1\"}");
    for (int i = 2; i <= count; i++) lists.append(",{\"id\":\"list-").append(i).append("\"}");
    return lists.append("]}").toString();
  }

  private static void device(SaleId sale) {
    var terms = new DeviceTerms(sale, "North", DeviceTerms.Role.STEWARD);
    var view = new DeviceView(DEVICE, terms, DeviceView.Status.ACTIVE, 1, "");
    ENGINE.onDevice = device -> new Reply.Answered<>(view, true);
  }

  private static String[] shows() {
    return new String[] {"Authorization", "Bearer " + KEYS.key(DEVICE, 1)};
  }
}
