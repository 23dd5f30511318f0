package id.kuota.http.contract;

import static id.kuota.http.contract.ContractFixture.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartRefusal;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.FaultyEngine;
import id.kuota.http.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every route gives every answer that the document declares for it, and {@link EdgeClient} holds
 * each against the document. The last test compares what was seen with what is declared; {@link
 * GateAnswersIT} does the same for tickets, gates and devices, {@link MoneyAnswersIT} for refunds,
 * {@link ListAnswersIT} for the lists of orders.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EveryAnswerIT {

  /** What is declared and not given here, and why. */
  private static final Map<String, String> NOT_HERE =
      Map.of(
          "POST /fake-gateway/payments/{payment}/{button} 503",
          "two thousand are on their way",
          "POST /fake-gateway/next/{answer} 500",
          "it asks nothing that could have a bug");

  private static final String BROKEN_CHUNK =
      "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\nnothing\r\n";

  /** So many requests can have their answers kept back at once, says the document. */
  private static final int KEPT_BACK_MAX = 100;

  private static ContractFixture fixture;
  private static Requests requests;
  private static Requests untouched;
  private static EdgeClient client;
  private static GivenAnswers answers;

  @BeforeAll
  static void start() throws Exception {
    fixture = new ContractFixture(Duration.ofSeconds(12));
    client = new EdgeClient(fixture.port());
    answers = new GivenAnswers(fixture.port());
    answerAll();
    String link = linkOf("first");
    client.act("/fake-gateway/payments/" + link + "/approve");
    String told = fixture.merchant.told.take();
    requests = new Requests(ORDER, link, told);
    untouched = new Requests(ORDER, linkOf("second"), told);
  }

  /** Starts a payment; the last segment of where it is made. */
  private static String linkOf(String key) {
    EdgeClient.Answer started =
        client.post(
            "/v1/orders/" + ORDER + "/payments",
            "{\"method\":\"qris\"}",
            "Idempotency-Key",
            key + "-0123456789abcde");
    return started.json().get("redirect_url").textValue().replaceFirst(".*/", "");
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  @AfterEach
  void mend() {
    answerAll();
  }

  private static void answerAll() {
    fixture.mend();
    fixture.clockIsBroken = false;
    fixture.merchant.status = 200;
    fixture.merchant.silent = false;
    fixture.engine.answerOrder(Samples.held(ORDER), false);
    fixture.engine.answerSale(Samples.sale(SaleView.Phase.OPEN, 3));
    fixture.engine.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.OPEN, 3));
    fixture.engine.onCart =
        cart -> new Reply.Answered<>(Samples.cart(cart, CartView.Status.OPEN), false);
    fixture.engine.onQuota = new QuotaAnswer.CapacityIs(100);
    var quota = Samples.quota("cat1", 100, 1, 2);
    fixture.engine.quotas.put(quota.quota(), quota);
  }

  @Test
  @Order(1)
  void allIsWell() {
    for (Request request : requests.all()) {
      EdgeClient.Answer answer = answers.send(request);
      assertThat(answer.status()).as(request.operation()).isIn(200, 201);
      String etag = answer.header("ETag");
      if (request.method().equals("GET") && !etag.isEmpty()) {
        assertThat(answers.send(request.with("If-None-Match", etag)).status()).isEqualTo(304);
      }
    }
    assertThat(answers.send(requests.of("setSaleTerms").with("If-Match", "*")).status())
        .isEqualTo(200);
    for (Request button : requests.buttons()) {
      assertThat(answers.send(button.with("Accept", "text/html")).status()).isEqualTo(303);
    }
  }

  @Test
  @Order(2)
  void somethingIsMissingOrWrong() {
    for (Request request : requests.all()) {
      if (request.declares(401) && request.has("Authorization")) {
        assertThat(answers.send(request.without("Authorization")).status()).isEqualTo(401);
      }
      if (request.declares(413)) {
        assertThat(answers.send(request.saying(" ".repeat(70_000))).status()).isEqualTo(413);
      }
      if (request.declares(415)) {
        Request plain = request.without("Content-Type").with("Content-Type", "text/plain");
        assertThat(answers.send(plain).status()).isEqualTo(415);
      }
      if (request.has("Idempotency-Key")) {
        assertThat(answers.send(request.without("Idempotency-Key")).status()).isEqualTo(400);
      }
    }
    for (String operation :
        List.of(
            "setSaleTerms", "prepareSale", "changeCapacity", "takeNotification", "putCartLine")) {
      assertThat(answers.send(requests.of(operation).saying("{")).status()).isEqualTo(400);
    }
    assertThat(answers.send(requests.of("listSales").at("/v1/sales?limit=0")).status())
        .isEqualTo(400);
    assertThat(answers.send(requests.of("readLive").at("/v1/live")).status()).isEqualTo(400);
    for (String wrong : List.of("format=doc", "from=yesterday", "to=1999-01-01", "zone=UTC%2B7")) {
      Request file = requests.of("readReportFile");
      assertThat(answers.send(file.at(file.path() + "?" + wrong)).code())
          .isEqualTo("validation_failed");
    }
    Request notification = requests.of("takeNotification");
    String forged = String.valueOf(notification.body()).replace("key\":\"", "key\":\"0");
    assertThat(answers.send(notification.saying(forged)).status()).isEqualTo(401);
  }

  @Test
  @Order(3)
  void whatIsAskedForIsNotThere() {
    fixture.engine.sales.clear();
    fixture.engine.quotas.clear();
    fixture.engine.onQuota = new QuotaAnswer.Refused(QuotaRefusal.QUOTA_UNKNOWN, 0);
    fixture.engine.refuseSales(SaleRefusal.SALE_UNKNOWN);
    for (Request request : requests.all()) {
      if (!request.declares(404)) continue;
      fixture.engine.refuseOrders(
          OrderRefused.of(
              request.operation().equals("POST /v1/orders")
                  ? OrderRefusal.SALE_UNKNOWN
                  : OrderRefusal.ORDER_UNKNOWN));
      CartRefusal noCart =
          request.operation().equals("POST /v1/carts")
              ? CartRefusal.SALE_UNKNOWN
              : CartRefusal.CART_UNKNOWN;
      fixture.engine.onCart = cart -> new Reply.Refused<>(CartRefused.of(noCart));
      assertThat(answers.send(request.elsewhere()).status()).as(request.operation()).isEqualTo(404);
    }
  }

  @Test
  @Order(4)
  void theRulesSayNo() {
    String tooLong = "/v1/sales/a-long-sale/reports/tickets?format=pdf";
    assertThat(answers.send(requests.of("readReportFile").at(tooLong)).code())
        .isEqualTo("report_too_long");
    refuse("placeOrder", OrderRefusal.SOLD_OUT, 409);
    refuse("placeOrder", OrderRefusal.KEY_REUSED, 422);
    refuse("cancelOrder", OrderRefusal.ORDER_PAID, 409);
    refuse("cancelOrder", OrderRefusal.HOLD_EXPIRED, 410);
    refuse("payOrder", OrderRefusal.ORDER_CANCELLED, 409);
    refuse("payOrder", OrderRefusal.HOLD_EXPIRED, 410);
    refuse("payOrder", OrderRefusal.KEY_REUSED, 422);
    refuse("openCart", CartRefusal.IN_PROGRESS, 409);
    refuse("openCart", CartRefusal.KEY_REUSED, 422);
    refuse("putCartLine", CartRefusal.TOO_MANY_LINES, 409);
    refuse("putCartLine", CartRefusal.CART_EXPIRED, 410);
    refuse("removeCartLine", CartRefusal.CART_CHECKED_OUT, 409);
    refuse("removeCartLine", CartRefusal.CART_EXPIRED, 410);
    refuse("checkOutCart", CartRefusal.CART_EMPTY, 409);
    refuse("checkOutCart", CartRefusal.CART_EXPIRED, 410);
    refuse("setSaleTerms", SaleRefusal.QUOTA_REMOVED, 409);
    refuse("setSaleTerms", SaleRefusal.REVISION_STALE, 412);
    refuse("setSaleTerms", SaleRefusal.REVISION_REQUIRED, 428);
    refuse("openSale", SaleRefusal.SALE_CLOSED, 409);
    refuse("pauseSale", SaleRefusal.SALE_NOT_OPEN, 409);
    fixture.engine.onQuota = new QuotaAnswer.Refused(QuotaRefusal.CAPACITY_BELOW_USE, 0);
    assertThat(answers.send(requests.of("changeCapacity")).status()).isEqualTo(409);
  }

  @Test
  @Order(5)
  void aBackendDoesNotAnswer() {
    fixture.moods.mood = FaultyEngine.Mood.LATE;
    fixture.source.down = true;
    for (Request request : requests.all()) {
      if (!request.declares(503) || requests.buttons().contains(request)) continue;
      if (ScopesIT.isHere(request.operation() + " 503")) continue;
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(503);
    }
  }

  @Test
  @Order(6)
  void weHaveABug() {
    fixture.moods.mood = FaultyEngine.Mood.BROKEN;
    fixture.source.broken = true;
    for (Request request : untouched.all()) {
      if (!request.declares(500)) continue;
      // A gateway with a bug is no bug of ours: its clock breaks for its own page only.
      fixture.clockIsBroken = request.path().startsWith("/fake-gateway");
      if (request.path().endsWith("/repeat")) continue; // It asks no backend.
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(500);
    }
  }

  @Test
  @Order(7)
  void aBodyBreaksOffOrDoesNotCome() throws Exception {
    var asked = new ArrayList<Callable<EdgeClient.Answer>>();
    for (Request request : requests.all()) {
      if (!request.declares(408)) continue;
      asked.add(() -> answers.sendRaw(request, "Content-Length: 100\r\n\r\n{"));
      asked.add(() -> answers.sendRaw(request, BROKEN_CHUNK));
    }
    assertThat(GivenAnswers.allAtOnce(asked))
        .extracting(EdgeClient.Answer::status)
        .containsOnly(408, 400);
  }

  @Test
  @Order(8)
  void theMerchantIsSilentOrDown() throws Exception {
    fixture.merchant.status = 500;
    var asked = new ArrayList<Callable<EdgeClient.Answer>>();
    requests.buttons().forEach(button -> asked.add(() -> answers.send(button)));
    assertThat(GivenAnswers.allAtOnce(asked))
        .extracting(EdgeClient.Answer::status)
        .containsOnly(502);

    try (var impatient = new ContractFixture(Duration.ofMillis(100))) {
      impatient.merchant.silent = true;
      var elsewhere = new EdgeClient(impatient.port());
      for (Request button : requests.buttons()) {
        assertThat(answers.sendTo(elsewhere, button).status()).isEqualTo(202);
      }
    }
  }

  @Test
  @Order(9)
  void answersAreKeptBackFromThePaymentsThatFollow() throws Exception {
    Request keep = Requests.KEEP_BACK;
    assertThat(answers.send(keep.at("/fake-gateway/next/nothing")).code()).isEqualTo("not_found");
    assertThat(answers.send(keep.saying(" ".repeat(70_000))).status()).isEqualTo(413);
    assertThat(
            GivenAnswers.allAtOnce(
                List.of(
                    () -> answers.sendRaw(keep, "Content-Length: 100\r\n\r\n{"),
                    () -> answers.sendRaw(keep, BROKEN_CHUNK))))
        .extracting(EdgeClient.Answer::status)
        .containsExactly(408, 400);
    for (int waiting = 1; waiting <= KEPT_BACK_MAX; waiting++) {
      assertThat(answers.send(keep).json().get("waiting").intValue()).isEqualTo(waiting);
    }
    assertThat(answers.send(keep).code()).isEqualTo("overloaded");
  }

  @Test
  @Order(10)
  void nothingIsDeclaredThatIsNotGiven() {
    var missing =
        answers.missing(
            answer ->
                !GateAnswersIT.isHere(answer)
                    && !MoneyAnswersIT.isHere(answer)
                    && !ListAnswersIT.isHere(answer)
                    && !CancellationAnswersIT.isHere(answer)
                    && !WaitingRoomAnswersIT.isHere(answer)
                    && !RoomControlAnswersIT.isHere(answer)
                    && !RoomPageAnswersIT.isHere(answer)
                    && !TokenAnswersIT.isHere(answer)
                    && !ExportAnswersIT.isHere(answer));
    assertThat(missing).containsExactlyInAnyOrderElementsOf(NOT_HERE.keySet());
  }

  private void refuse(String operation, OrderRefusal refusal, int status) {
    fixture.engine.refuseOrders(OrderRefused.of(refusal));
    assertThat(answers.send(requests.of(operation)).status()).isEqualTo(status);
  }

  private void refuse(String operation, CartRefusal refusal, int status) {
    fixture.engine.onCart = cart -> new Reply.Refused<>(CartRefused.of(refusal));
    assertThat(answers.send(requests.of(operation)).status()).isEqualTo(status);
  }

  private void refuse(String operation, SaleRefusal refusal, int status) {
    fixture.engine.refuseSales(refusal);
    assertThat(answers.send(requests.of(operation)).status()).isEqualTo(status);
  }
}
