package id.kuota.http.edge.admission;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.http.edge.route.Bodies;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many orders are placed at the same time, and that every place is given back. */
final class AdmissionTest {

  private static final String BODY =
      """
      {"sale":"coldplay-jakarta-2023","buyer":"ani@example.com","lines":[{"offer":"cat1","quantity":2}]}
      """;
  private static final OrderId ORDER = new OrderId("ord_" + "7".repeat(32));

  private static final RequestContext ANYONE =
      new RequestContext(HttpRequest.POST("/v1/orders"), Map.of(), new Bodies(() -> null));

  private final StubEngine engine = new StubEngine();
  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = RunningEdge.start(engine.engine());
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void anOrderAboveTheLimitIsRefusedAtOnceWithoutTheEngine() {
    List<Waiting> waiting = fill();

    EdgeClient.Answer turnedAway =
        edge.client().post("/v1/orders", BODY, "Idempotency-Key", "one-too-many-0123456789abcde");

    assertThat(turnedAway.status()).isEqualTo(503);
    assertThat(turnedAway.code()).isEqualTo("overloaded");
    assertThat(turnedAway.header("Retry-After")).isEqualTo("2");
    assertThat(engine.placings).hasSize(ConcurrencyLimit.CROWD);
    assertThat(waiting).noneMatch(one -> one.answer().isDone());
  }

  @Test
  void readsHavePlacesOfTheirOwnAndEachIsGivenBack() {
    var admission = new Admission(Runnable::run);
    var reads = new ArrayList<CompletableFuture<HttpResponse>>();
    for (int i = 0; i < Admission.READS_MAX; i++) {
      reads.add(new CompletableFuture<>());
      assertThat(admission.read(ANYONE, reads::getLast)).isNotCompleted();
    }

    CompletionStage<HttpResponse> refused = admission.read(ANYONE, CompletableFuture::new);

    assertThat(refused.toCompletableFuture().join().status().intValue()).isEqualTo(503);
    reads.get(0).complete(HttpResponse.create());
    reads.get(1).completeExceptionally(new IllegalStateException("a bug"));
    assertThat(
            admission.read(
                ANYONE,
                () -> {
                  throw new IllegalStateException("a bug that does not even make a stage");
                }))
        .isCompletedExceptionally();
    assertThat(admission.read(ANYONE, CompletableFuture::new)).isNotCompleted();
    assertThat(admission.read(ANYONE, CompletableFuture::new)).isNotCompleted();
    assertThat(admission.read(ANYONE, CompletableFuture::new)).isCompleted();
  }

  @Test
  void onlyPlacingIsBounded() {
    fill();
    engine.answerOrder(Samples.held(ORDER), true);

    assertThat(edge.client().post("/v1/orders", "{", "Idempotency-Key", "k-0123456789abcde").code())
        .as("what finds no place is not even read")
        .isEqualTo("overloaded");
    assertThat(edge.client().get("/healthz").status()).isEqualTo(200);
  }

  @Test
  void aPlaceIsGivenBackHoweverItEnds() {
    List<Waiting> waiting = fill();
    waiting.get(0).reply().complete(new Reply.Answered<>(Samples.held(ORDER), false));
    waiting.get(1).reply().completeExceptionally(new TimeoutException("no answer"));
    waiting.get(2).reply().completeExceptionally(new IllegalStateException("a bug"));
    assertThat(List.of(status(waiting.get(0)), status(waiting.get(1)), status(waiting.get(2))))
        .containsExactly(201, 503, 500);

    engine.onOrder =
        order -> {
          throw new IllegalStateException("a bug that does not even make a stage");
        };
    for (int i = 0; i < 4; i++) {
      assertThat(status(place("bug-" + i))).as("with three places free").isEqualTo(500);
    }

    engine.onOrder = order -> new CompletableFuture<>();
    List<CompletableFuture<HttpResponse>> three =
        List.of(place("again-1"), place("again-2"), place("again-3"));
    assertThat(status(place("again-4"))).as("and not one more").isEqualTo(503);
    assertThat(three).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void whileTicketsAreScannedOrdersWaitTheirTurnAndScansDoNot() {
    var admission = new Admission(Runnable::run, 2);
    var first = new CompletableFuture<HttpResponse>();
    admission.scan(() -> CompletableFuture.completedFuture(HttpResponse.create()));
    var begun = new AtomicInteger();
    int many = 100;
    for (int i = 0; i < many; i++) {
      admission.order(
          ANYONE,
          () -> {
            begun.incrementAndGet();
            return first;
          });
    }
    assertThat(begun.get()).as("at the same time").isBetween(2, many / 2);

    var scan = new CompletableFuture<HttpResponse>();
    CompletionStage<HttpResponse> asked = admission.scan(() -> scan);
    assertThat(asked).isNotDone();
    scan.complete(HttpResponse.create());
    assertThat(asked).isCompleted();

    first.complete(HttpResponse.create());
    assertThat(begun).as("all had their turn").hasValue(many);
  }

  /** One request in the engine's hands: what the engine will say, and what the buyer gets. */
  private record Waiting(
      CompletableFuture<Reply<OrderView, OrderRefused>> reply,
      CompletableFuture<HttpResponse> answer) {}

  private List<Waiting> fill() {
    var waiting = new ArrayList<Waiting>();
    for (int i = 0; i < ConcurrencyLimit.CROWD; i++) {
      var reply = new CompletableFuture<Reply<OrderView, OrderRefused>>();
      engine.onOrder = order -> reply;
      waiting.add(new Waiting(reply, place("key-" + i)));
    }
    assertThat(engine.placings).hasSize(ConcurrencyLimit.CROWD);
    return waiting;
  }

  private CompletableFuture<HttpResponse> place(String key) {
    CompletionStage<HttpResponse> answer =
        edge.edge()
            .handle(
                HttpRequest.POST("/v1/orders")
                    .addHeader(RawHeader.create("Idempotency-Key", key + "-0123456789abcde"))
                    .withEntity(ContentTypes.APPLICATION_JSON, BODY));
    return answer.toCompletableFuture();
  }

  private static int status(Waiting waiting) {
    return status(waiting.answer());
  }

  private static int status(CompletableFuture<HttpResponse> answer) {
    return answer.orTimeout(5, TimeUnit.SECONDS).join().status().intValue();
  }
}
