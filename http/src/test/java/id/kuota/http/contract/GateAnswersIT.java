package id.kuota.http.contract;

import static id.kuota.http.contract.ContractFixture.ORDER;
import static id.kuota.http.contract.GateRequests.DEVICE;
import static id.kuota.http.contract.GateRequests.NONCE;
import static id.kuota.http.contract.GateRequests.OFFER;
import static id.kuota.http.contract.GateRequests.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.FaultyEngine;
import id.kuota.http.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The part of {@link EveryAnswerIT} that concerns tickets, gates and devices. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class GateAnswersIT {

  private static final Pattern HERE =
      Pattern.compile(
          "[A-Z]+ (/v1/devices?\\b|/v1/gates/|/v1/check-ins|/tickets/"
              + "|/v1/orders/\\{order}/tickets(?!.*/cancel)"
              + "|/\\.well-known/jwks|/v1/sales/\\{sale}/(gates|void-codes|conflicts|devices|lists)).*");

  private static final EntryLists VIP_ONLY =
      new EntryLists(List.of(EntryList.forAll("vip", Reentry.NEVER)));

  private static ContractFixture fixture;
  private static GivenAnswers answers;

  @BeforeAll
  static void start() throws Exception {
    fixture = new ContractFixture(Duration.ofSeconds(1));
    answers = new GivenAnswers(fixture.port());
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /** Whether an answer is to be given by this class. */
  static boolean isHere(String answer) {
    return HERE.matcher(answer).matches() && !ListAnswersIT.isHere(answer);
  }

  @BeforeEach
  void mend() {
    fixture.mend();
    fixture.engine.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.OPEN, 3));
    fixture.engine.answerSale(Samples.sale(SaleView.Phase.OPEN, 3));
    fixture.engine.answerOrder(Samples.paid(ORDER), true);
    fixture.engine.onTicket = ticket -> new Reply.Answered<>(used(), false);
    device(DeviceView.Status.ACTIVE, Samples.SALE);
  }

  @Test
  @Order(1)
  void allIsWell() {
    for (Request request : GateRequests.all()) {
      if (request.path().endsWith("/setup.svg")) device(DeviceView.Status.INVITED, Samples.SALE);
      EdgeClient.Answer answer = answers.send(request);
      mend();
      assertThat(answer.status()).as(request.operation()).isIn(200, 201);
      String etag = answer.header("ETag");
      if (!etag.isEmpty() && request.method().equals("GET")) {
        assertThat(answers.send(request.with("If-None-Match", etag)).status()).isEqualTo(304);
      }
    }
  }

  @Test
  @Order(2)
  void somethingIsMissingOrWrong() {
    for (Request request : GateRequests.all()) {
      if (request.declares(401)) {
        assertThat(answers.send(request.without("Authorization")).status()).isEqualTo(401);
      }
      if (request.declares(413)) {
        assertThat(answers.send(request.saying(" ".repeat(70_000))).status()).isEqualTo(413);
        assertThat(answers.send(request.saying("{")).status()).isEqualTo(400);
        Request plain = request.without("Content-Type").with("Content-Type", "text/plain");
        assertThat(answers.send(plain).status()).isEqualTo(415);
      }
    }
    Request door = GateRequests.of("{gate}/orders");
    Request nothing = door.at(door.path().replaceFirst("\\?.*", ""));
    assertThat(answers.send(nothing).code()).isEqualTo("validation_failed");
    assertThat(answers.send(nothing.with("Kuota-Buyer", "a")).code())
        .isEqualTo("validation_failed");
    for (String list : List.of("{order}/tickets", "/void-codes", "/conflicts", "{sale}/devices")) {
      Request request = GateRequests.of(list);
      assertThat(answers.send(request.at(request.path() + "?limit=0&cursor=0")).status())
          .isEqualTo(400);
    }
  }

  @Test
  @Order(3)
  void aDeviceOfAnotherSaleIsSentAway() {
    device(DeviceView.Status.ACTIVE, new SaleId("another"));
    for (Request request : GateRequests.all()) {
      if (request.declares(403) && !ScopesIT.isHere(request.operation() + " 403")) {
        assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(403);
      }
    }
  }

  @Test
  @Order(4)
  void whatIsAskedForIsNotThere() {
    for (Request request : GateRequests.all()) {
      if (!request.declares(404) || request.path().endsWith("/roll")) continue;
      assertThat(answers.send(GateRequests.elsewhere(request)).status())
          .as(request.operation())
          .isEqualTo(404);
    }
    refuse("/roll", DeviceRefusal.DEVICE_UNKNOWN, 404);
  }

  @Test
  @Order(5)
  void theRulesSayNo() {
    refuse("/redeem", TicketRefusal.ALREADY_REDEEMED, 200);
    refuse("/check-ins", TicketRefusal.UNPAID, 200);
    refuse("/redeem", TicketRefusal.NONCE_REUSED, 422);
    refuse("/check-ins", TicketRefusal.NONCE_REUSED, 422);
    fixture.engine.sales.put(
        Samples.SALE, Samples.sale(Samples.sale(SaleView.Phase.OPEN, 3), VIP_ONLY));
    for (String scan : List.of("/redeem", "POST /v1/check-ins")) {
      Request request = GateRequests.of(scan);
      String body = Objects.requireNonNull(request.body());
      Request elsewhere = request.saying(body.replaceFirst("}$", ",\"list\":\"gone\"}"));
      assertThat(answers.send(elsewhere).code()).isEqualTo("list_unknown");
    }
    Request group = GateRequests.of("/redeem-group");
    String body = Objects.requireNonNull(group.body());
    assertThat(answers.send(group.saying(body.replaceFirst("}$", ",\"list\":\"gone\"}"))).code())
        .isEqualTo("list_unknown");
    Request door = GateRequests.of("{gate}/orders");
    assertThat(answers.send(door.at(door.path() + "&list=gone")).code()).isEqualTo("list_unknown");
    Request lists = GateRequests.of("PUT /v1/sales/{sale}/lists");
    assertThat(answers.send(lists.with("If-Match", "\"2\"")).status()).isEqualTo(412);
    fixture.engine.refuseSales(SaleRefusal.REVISION_REQUIRED);
    assertThat(answers.send(lists.without("If-Match")).status()).isEqualTo(428);
    refuse("/annul", TicketRefusal.TOO_LATE, 409);
    refuse("/reissue", TicketRefusal.ALREADY_REDEEMED, 409);
    refuse("/void", TicketRefusal.CANCELED, 409);
    refuse("POST /v1/devices", DeviceRefusal.KEY_REUSED, 422);
    refuse("/initialize", DeviceRefusal.SETUP_USED, 409);
    refuse("/initialize", DeviceRefusal.SETUP_EXPIRED, 410);
    refuse("/roll", DeviceRefusal.DEVICE_REVOKED, 409);
    mend();
    assertThat(answers.send(GateRequests.of("/setup.svg")).status()).isEqualTo(409);
  }

  @Test
  @Order(6)
  void aBackendDoesNotAnswer() {
    fixture.moods.mood = FaultyEngine.Mood.LATE;
    fixture.source.down = true;
    all(503);
    fixture.moods.mood = FaultyEngine.Mood.WELL;
    for (String list : List.of("/gates", "/void-codes", "/conflicts")) {
      assertThat(answers.send(GateRequests.of(list)).status())
          .as("without a database")
          .isEqualTo(503);
    }
  }

  @Test
  @Order(7)
  void weHaveABug() {
    fixture.moods.mood = FaultyEngine.Mood.BROKEN;
    fixture.source.broken = true;
    all(500);
  }

  @Test
  @Order(8)
  void aBodyBreaksOffOrDoesNotCome() throws Exception {
    assertThat(answers.sendWithoutBody(GateRequests.all()))
        .extracting(EdgeClient.Answer::status)
        .containsOnly(408);
  }

  @Test
  @Order(9)
  void nothingIsDeclaredThatIsNotGiven() {
    assertThat(answers.missing(GateAnswersIT::isHere)).isEmpty();
  }

  private static void all(int status) {
    for (Request request : GateRequests.all()) {
      if (request.declares(status)) {
        assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(status);
      }
    }
  }

  private static void device(DeviceView.Status status, SaleId sale) {
    var terms = new DeviceTerms(sale, "North", DeviceTerms.Role.SUPERVISOR);
    fixture.engine.onDevice =
        device -> new Reply.Answered<>(new DeviceView(DEVICE, terms, status, 1, "page"), false);
  }

  /** A sale with an entry by the nonce of all requests. */
  private static TicketView used() {
    var scan =
        new Scan(NONCE, new GateId(Samples.SALE + ".north"), DEVICE.value(), "main", Samples.NOW);
    return new TicketView(
        TICKET,
        new TicketOrigin(ORDER.value(), Samples.SALE, OFFER),
        1,
        TicketView.Status.CHECKED_IN,
        List.of(
            new GatePassage(
                GatePassage.Direction.IN, scan, GatePassage.Mode.ONLINE, Samples.NOW, false)),
        List.of());
  }

  private static void refuse(String end, TicketRefusal refusal, int status) {
    fixture.engine.onTicket = ticket -> new Reply.Refused<>(TicketRefused.of(refusal));
    assertThat(answers.send(GateRequests.of(end)).status()).isEqualTo(status);
  }

  private static void refuse(String end, DeviceRefusal refusal, int status) {
    fixture.engine.onDevice = device -> new Reply.Refused<>(refusal);
    assertThat(answers.send(GateRequests.of(end)).status()).isEqualTo(status);
  }
}
