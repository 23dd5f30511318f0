package id.kuota.http.edge.refund;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.RefundId;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.Route;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.readmodel.Refunds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many refunds are asked for again with one call, and each stands in its report. */
final class RefundRetriesTest {

  private static final String PATH = "/v1/refunds/retry";
  private static final String MANUAL = "{\"status\":\"manual\"}";

  private static final StubEngine ENGINE = new StubEngine();
  private static final BlockingReads READING = new BlockingReads();
  private static final Map<OrderId, Reply<OrderView, OrderRefused>> REPLIES =
      new ConcurrentHashMap<>();
  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    var operator = new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY));
    var retries = new RefundRetries(ENGINE.engine(), RefundRetriesTest::page, READING);
    edge =
        RunningEdge.startWith(
            ENGINE.engine(),
            system ->
                List.of(
                    () ->
                        List.of(Route.post(PATH, operator.guard(Scope.REFUNDS, retries::retry)))));
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
    READING.close();
  }

  @BeforeEach
  void everyOrderAsks() {
    ENGINE.commands.clear();
    REPLIES.clear();
    ENGINE.onOrder =
        order ->
            CompletableFuture.completedFuture(
                REPLIES.getOrDefault(order, new Reply.Answered<>(Samples.paid(order), false)));
  }

  @Test
  void eachIsAskedForOnceAndTheReportGoesOnWhereItEnded() {
    JsonNode first = retry("{\"status\":\"manual\",\"limit\":2}");
    assertThat(first.path("asked_again").asInt()).isEqualTo(2);
    assertThat(first.path("has_more").asBoolean()).isTrue();
    JsonNode second =
        retry(
            "{\"status\":\"manual\",\"limit\":2,\"cursor\":\"%s\"}"
                .formatted(first.path("next_cursor").asText()));
    assertThat(second.path("asked_again").asInt()).isEqualTo(1);
    assertThat(second.path("has_more").asBoolean()).isFalse();
    assertThat(second.path("next_cursor").isNull()).isTrue();
    assertThat(ENGINE.commands)
        .containsExactly(
            new OrderCommand.AskRefundAgain(refund(0), "operator"),
            new OrderCommand.AskRefundAgain(refund(1), "operator"),
            new OrderCommand.AskRefundAgain(refund(2), "operator"));
  }

  @Test
  void whatIsNotAskedForIsExplained() {
    REPLIES.put(order(0), new Reply.Answered<>(Samples.paid(order(0)), true));
    REPLIES.put(order(1), refused(OrderRefusal.REFUND_NOT_OWED));
    REPLIES.put(order(2), refused(OrderRefusal.OVERLOADED));
    JsonNode report = retry(MANUAL);
    assertThat(report.path("asked_again").asInt()).isZero();
    assertThat(report.path("skipped").asInt()).isEqualTo(2);
    assertThat(report.path("failed").asInt()).isEqualTo(1);
    assertThat(report.findValuesAsText("why"))
        .containsExactly("already_due", "refund_not_owed", "overloaded");
    assertThat(report.findValuesAsText("outcome")).containsExactly("skipped", "skipped", "failed");
  }

  @Test
  void aFilterIsKept() {
    assertThat(retry("{\"status\":\"manual\",\"sale\":\"another\"}").path("data")).isEmpty();
    assertThat(retry("{\"status\":\"due\"}").path("data")).isEmpty();
    JsonNode report = retry("{\"status\":\"manual\",\"gateway\":\"another\"}");
    assertThat(report.findValuesAsText("why")).containsOnly("other_gateway");
    assertThat(ENGINE.commands).isEmpty();
  }

  @Test
  void aSlowEngineEndsARequestEarlyAndNothingIsLost() {
    ENGINE.onOrder =
        order ->
            CompletableFuture.supplyAsync(
                () -> new Reply.Answered<>(Samples.paid(order), false),
                CompletableFuture.delayedExecutor(
                    Duration.ofMillis(2_500).toMillis(), TimeUnit.MILLISECONDS));
    JsonNode report = retry(MANUAL);
    assertThat(report.path("asked_again").asInt()).isEqualTo(2);
    assertThat(report.path("next_cursor").asText()).isEqualTo(refund(1).value());
  }

  @Test
  void aRequestWithFaultsIsRefused() {
    for (String wrong :
        List.of(
            "{}",
            "{\"status\":\"review\"}",
            "{\"status\":\"manual\",\"limit\":101}",
            "{\"status\":\"manual\",\"cursor\":\"next\"}",
            "{\"status\":\"manual\",\"sale\":\"Not A Slug\"}",
            "{\"status\":\"manual\",\"other\":1}")) {
      assertThat(client.post(PATH, wrong, operator()).code()).isEqualTo("validation_failed");
    }
    assertThat(client.post(PATH, MANUAL).code()).isEqualTo("unauthorized");
  }

  private static JsonNode retry(String body) {
    EdgeClient.Answer answer = client.post(PATH, body, operator());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static Reply<OrderView, OrderRefused> refused(OrderRefusal reason) {
    return new Reply.Refused<>(OrderRefused.of(reason));
  }

  /** Three refunds that are manual, of one sale. */
  private static Refunds.Page page(
      List<String> statuses, @Nullable String sale, String after, int limit) {
    List<Refunds.ListedRefund> all =
        IntStream.range(0, 3)
            .mapToObj(RefundRetriesTest::listed)
            .filter(refund -> statuses.contains(refund.status()))
            .filter(refund -> sale == null || sale.equals(refund.sale()))
            .filter(refund -> refund.refund().compareTo(after) > 0)
            .toList();
    return new Refunds.Page(
        Samples.NOW,
        Duration.ZERO,
        all.subList(0, Math.min(limit, all.size())),
        all.size() > limit);
  }

  private static Refunds.ListedRefund listed(int number) {
    return new Refunds.ListedRefund(
        refund(number).value(),
        order(number).value(),
        Samples.SALE.value(),
        "pay_%026d".formatted(number),
        100,
        "IDR",
        "ticket_cancelled",
        "manual",
        "no",
        Samples.NOW,
        Samples.NOW,
        1,
        null,
        false);
  }

  private static RefundId refund(int number) {
    return new RefundId("ref_%026d".formatted(number));
  }

  private static OrderId order(int number) {
    return new OrderId("ord_%032d".formatted(number));
  }
}
