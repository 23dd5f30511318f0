package id.kuota.http.contract;

import static id.kuota.http.contract.ContractFixture.ORDER;
import static id.kuota.http.contract.MoneyRequests.CANCEL_ALL;
import static id.kuota.http.contract.MoneyRequests.CANCEL_ONE;
import static id.kuota.http.contract.MoneyRequests.DONE;
import static id.kuota.http.contract.MoneyRequests.FIRST;
import static id.kuota.http.contract.MoneyRequests.LIST;
import static id.kuota.http.contract.MoneyRequests.RETRY;
import static id.kuota.http.contract.MoneyRequests.SECOND;
import static id.kuota.http.contract.MoneyRequests.TAKE_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.FaultyEngine;
import id.kuota.http.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The part of {@link EveryAnswerIT} that concerns money that goes back, and its tickets. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MoneyAnswersIT {

  private static final Pattern HERE =
      Pattern.compile(
          "[A-Z]+ (/v1/refunds|/v1/orders/\\{order}/(refunds|ledger|tickets.*/cancel)).*");

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
    return HERE.matcher(answer).matches();
  }

  /** A paid order, whose tickets are cancelled at once on request. */
  @BeforeEach
  void mend() {
    fixture.mend();
    fixture.engine.commands.clear();
    fixture.engine.onTicket = ticket -> new Reply.Answered<>(ticket(ticket, false), false);
    fixture.engine.onOrder =
        order -> answered(fixture.engine.commands.isEmpty() ? Samples.paid(ORDER) : cancelled());
  }

  @Test
  @Order(1)
  void allIsWell() {
    for (Request request : MoneyRequests.all()) {
      mend();
      EdgeClient.Answer answer = answers.send(request);
      assertThat(answer.status()).as(request.operation() + answer.text()).isEqualTo(200);
    }
  }

  @Test
  @Order(2)
  void somethingIsMissingOrWrong() {
    for (Request request : MoneyRequests.all()) {
      assertThat(answers.send(request.without("Authorization")).status()).isEqualTo(401);
      if (request.body() == null) continue;
      assertThat(answers.send(request.saying("{")).code()).isEqualTo("malformed_json");
      assertThat(answers.send(request.saying("{}")).code()).isEqualTo("validation_failed");
      assertThat(answers.send(request.saying(" ".repeat(70_000))).status()).isEqualTo(413);
      Request plain = request.without("Content-Type").with("Content-Type", "text/plain");
      assertThat(answers.send(plain).status()).isEqualTo(415);
    }
    for (String wrong : List.of("status=lost", "limit=0", "limit=201", "cursor=next")) {
      EdgeClient.Answer answer = answers.send(LIST.at("/v1/refunds?" + wrong));
      assertThat(answer.code()).as(wrong).isEqualTo("validation_failed");
    }
  }

  @Test
  @Order(3)
  void whatIsAskedForIsNotThere() {
    for (Request request : MoneyRequests.all()) {
      if (!request.declares(404)) continue;
      assertThat(answers.send(MoneyRequests.elsewhere(request)).code())
          .as(request.operation())
          .isEqualTo("order_not_found");
    }
    refuse(DONE, OrderRefusal.REFUND_UNKNOWN, "refund_not_found");
    refuse(RETRY, OrderRefusal.REFUND_UNKNOWN, "refund_not_found");
    refuse(TAKE_OVER, OrderRefusal.REFUND_UNKNOWN, "refund_not_found");
    mend();
    String another = CANCEL_ONE.path().replace(FIRST.value(), "tkt_nothing");
    assertThat(answers.send(CANCEL_ONE.at(another)).code()).isEqualTo("ticket_not_found");
  }

  @Test
  @Order(4)
  void theRulesSayNo() {
    refuse(DONE, OrderRefusal.REFUND_UNDER_WAY, "refund_under_way");
    refuse(DONE, OrderRefusal.REFUND_NOT_OWED, "refund_not_owed");
    refuse(RETRY, OrderRefusal.REFUND_NOT_OWED, "refund_not_owed");
    refuse(TAKE_OVER, OrderRefusal.REFUND_UNDER_WAY, "refund_under_way");
    refuse(TAKE_OVER, OrderRefusal.REFUND_NOT_OWED, "refund_not_owed");
    for (Request cancel : List.of(CANCEL_ONE, CANCEL_ALL)) {
      mend();
      fixture.engine.onTicket = ticket -> new Reply.Answered<>(ticket(ticket, true), false);
      assertThat(answers.send(cancel).code()).isEqualTo("ticket_used");
    }
    fixture.engine.answerOrder(Samples.held(ORDER), false);
    assertThat(answers.send(CANCEL_ALL).code()).isEqualTo("order_unpaid");
  }

  @Test
  @Order(5)
  void aBackendDoesNotAnswer() {
    fixture.moods.mood = FaultyEngine.Mood.LATE;
    fixture.source.down = true;
    all(503);
  }

  @Test
  @Order(6)
  void weHaveABug() {
    fixture.moods.mood = FaultyEngine.Mood.BROKEN;
    fixture.source.broken = true;
    all(500);
  }

  @Test
  @Order(7)
  void aBodyBreaksOffOrDoesNotCome() throws Exception {
    assertThat(answers.sendWithoutBody(MoneyRequests.all()))
        .extracting(EdgeClient.Answer::status)
        .containsOnly(408);
  }

  @Test
  @Order(8)
  void nothingIsDeclaredThatIsNotGiven() {
    assertThat(answers.missing(MoneyAnswersIT::isHere)).isEmpty();
  }

  private static void all(int status) {
    for (Request request : MoneyRequests.all()) {
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(status);
    }
  }

  private static void refuse(Request request, OrderRefusal refusal, String code) {
    fixture.engine.refuseOrders(OrderRefused.of(refusal));
    assertThat(answers.send(request).code()).isEqualTo(code);
  }

  private static OrderView cancelled() {
    return Samples.cancelled(ORDER, FIRST, SECOND);
  }

  private static CompletableFuture<Reply<OrderView, OrderRefused>> answered(OrderView order) {
    return CompletableFuture.completedFuture(new Reply.Answered<>(order, false));
  }

  private static TicketView ticket(TicketId ticket, boolean used) {
    var scan =
        new Scan("nonce-1", new GateId(Samples.SALE + ".north"), "dev_1", "main", Samples.NOW);
    var in =
        new GatePassage(
            GatePassage.Direction.IN, scan, GatePassage.Mode.ONLINE, Samples.NOW, false);
    return new TicketView(
        ticket,
        new TicketOrigin(ORDER.value(), Samples.SALE, new OfferId("cat1")),
        1,
        used ? TicketView.Status.CHECKED_IN : TicketView.Status.VOID,
        used ? List.of(in) : List.of(),
        List.of());
  }
}
