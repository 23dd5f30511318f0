package id.kuota.load.flashsale;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.httpConcurrentRequests;

import id.kuota.load.ledger.Observation;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The requests of a buyer. Each is repeated, under its key, until the answer is final. */
final class Steps {

  private final FlashSaleRun run;

  Steps(FlashSaleRun run) {
    this.run = run;
  }

  /** Sends the order; buyers that double-click send it on two connections at once. */
  ChainBuilder place() {
    ChainBuilder send =
        doIfOrElse(
                session ->
                    BuyerSession.of(session).plan().twice()
                        && BuyerSession.of(session).isFirstTry())
            .then(
                httpConcurrentRequests(
                    order(ResponseCapture.FIRST, Steps::bareKey),
                    order(ResponseCapture.SECOND, Steps::quotedKey)))
            .orElse(exec(order(ResponseCapture.FIRST, Steps::bareKey)));
    return untilFinal(send, this::heardPlaced);
  }

  private HttpRequestActionBuilder order(ResponseCapture capture, Function<Session, String> key) {
    return capture.at(
        http("POST /v1/orders")
            .post("/v1/orders")
            .header("Idempotency-Key", key)
            .header("Content-Type", "application/json")
            .body(StringBody(session -> BuyerSession.of(session).body()))
            .requestTimeout(run.settings().patience()));
  }

  private static String bareKey(Session session) {
    return BuyerSession.of(session).plan().key();
  }

  /** Returns the same key in the other form that is allowed. */
  private static String quotedKey(Session session) {
    return '"' + bareKey(session) + '"';
  }

  private Observation heardPlaced(BuyerSession buyer) {
    Observation first = buyer.heard(ResponseCapture.FIRST);
    notePlaced(buyer, first);
    if (!buyer.plan().twice() || !buyer.isFirstTry()) return first;
    Observation second = buyer.heard(ResponseCapture.SECOND);
    notePlaced(buyer, second);
    return first.isWorthRetry() ? second : first;
  }

  private void notePlaced(BuyerSession buyer, Observation heard) {
    long now = System.nanoTime();
    boolean known = buyer.isHeld();
    run.ledger().placed(buyer.entry(), heard);
    buyer.placed(heard);
    if (isTimed(heard)) run.meter().answered(heard.millis(), now);
    if (!known && buyer.isHeld()) run.meter().held(now);
  }

  /** A connection that is refused at once is no answer, and would only make the times look good. */
  private boolean isTimed(Observation heard) {
    return switch (heard) {
      case Observation.Answer answer -> true;
      case Observation.Silence silence -> silence.millis() >= run.settings().patience().toMillis();
    };
  }

  ChainBuilder look() {
    HttpRequestActionBuilder get =
        http("GET /v1/orders/{order}").get(session -> BuyerSession.of(session).orderPath());
    return once(get, (buyer, heard) -> buyer.looked(run.ledger().looked(buyer.entry(), heard)));
  }

  /** Looks, ever more rarely, until the order has ended. */
  ChainBuilder lookUntilEnded() {
    return asLongAs(session -> BuyerSession.of(session).isWaitingForTheEnd())
        .on(pause(session -> BuyerSession.of(session).pauseBetweenLooks()), look());
  }

  /** Starts a payment. One that approves itself may take money from then on. */
  ChainBuilder startPayment(String method, boolean approvesItself) {
    HttpRequestActionBuilder post =
        http("POST /v1/orders/{order}/payments")
            .post(session -> BuyerSession.of(session).orderPath() + "/payments")
            .header("Idempotency-Key", session -> bareKey(session) + "-pay")
            .header("Content-Type", "application/json")
            .body(StringBody("{\"method\":\"" + method + "\"}"));
    ChainBuilder note =
        exec(
            session -> {
              if (approvesItself) BuyerSession.of(session).entry().askedForMoney();
              return session;
            });
    return note.exec(
        untilFinal(
            exec(patient(post)),
            buyer -> {
              Observation heard = buyer.heard(ResponseCapture.FIRST);
              buyer.paymentStarted(run.ledger().paymentStarted(buyer.entry(), heard));
              return heard;
            }));
  }

  ChainBuilder approve() {
    HttpRequestActionBuilder post =
        http("POST approve").post(session -> BuyerSession.of(session).paymentUrl() + "/approve");
    return exec(session -> {
          BuyerSession.of(session).entry().askedForMoney();
          return session;
        })
        .exec(
            untilFinal(
                exec(patient(post)),
                buyer -> {
                  Observation heard = buyer.heard(ResponseCapture.FIRST);
                  run.ledger().approved(buyer.entry(), heard);
                  return heard;
                }));
  }

  ChainBuilder deny() {
    return once(
        http("POST deny").post(session -> BuyerSession.of(session).paymentUrl() + "/deny"),
        (buyer, heard) -> run.ledger().denied(heard));
  }

  ChainBuilder cancel() {
    HttpRequestActionBuilder post =
        http("POST /v1/orders/{order}/cancel")
            .post(session -> BuyerSession.of(session).orderPath() + "/cancel")
            .header("Idempotency-Key", session -> bareKey(session) + "-cancel");
    return exec(session -> {
          BuyerSession.of(session).entry().askedToCancel();
          return session;
        })
        .exec(
            untilFinal(
                exec(patient(post)),
                buyer -> {
                  Observation heard = buyer.heard(ResponseCapture.FIRST);
                  run.ledger().cancelled(buyer.entry(), heard);
                  return heard;
                }));
  }

  static ChainBuilder waitForTheLastMoment() {
    return pause(session -> BuyerSession.of(session).untilTheLastMoment(Instant.now()));
  }

  private HttpRequestActionBuilder patient(HttpRequestActionBuilder request) {
    return ResponseCapture.FIRST.at(request.requestTimeout(run.settings().patience()));
  }

  private ChainBuilder once(
      HttpRequestActionBuilder request, BiConsumer<BuyerSession, Observation> note) {
    return exec(Steps::sending)
        .exec(patient(request))
        .exec(
            session -> {
              BuyerSession buyer = BuyerSession.of(session);
              note.accept(buyer, buyer.heard(ResponseCapture.FIRST));
              return session.markAsSucceeded();
            });
  }

  /** What was heard of a request; the answer says whether it is to be sent again. */
  private interface Note {
    Observation heard(BuyerSession buyer);
  }

  private static ChainBuilder untilFinal(ChainBuilder send, Note note) {
    return exec(session -> {
          BuyerSession.of(session).begin();
          return session;
        })
        .asLongAs(session -> BuyerSession.of(session).isTrying())
        .on(
            pause(session -> pauseOf(session)),
            exec(Steps::sending),
            send,
            exec(
                session -> {
                  BuyerSession buyer = BuyerSession.of(session);
                  buyer.decide(note.heard(buyer));
                  return session.markAsSucceeded();
                }));
  }

  private static Duration pauseOf(Session session) {
    return BuyerSession.of(session).pause();
  }

  private static Session sending(Session session) {
    BuyerSession.of(session).sending();
    return session;
  }
}
