package id.kuota.http.payment.simulator;

import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/** The page of a payment, its buttons, and what becomes of answers, for browsers and for curl. */
record FakeGatewayRoutes(Simulator simulator, Duration patience) implements RouteGroup {

  static final String PATH = "/fake-gateway/payments";

  static final String NEXT = "/fake-gateway/next";

  private static final String PAYMENT = "payment";
  private static final String BUTTON = "button";
  private static final String OPERATION = "operation";
  private static final String ANSWER = "answer";
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

  /** How requests to begin a payment will be answered. */
  private record Next(String answer, int waiting) {}

  /** What an operation of a payment is answered with from now on. */
  private record Refusing(String payment, String operation, String answer) {}

  /** What a pressed button answers to a program. */
  private record Pressed(String payment, String order, String status, Sent notification) {}

  /**
   * What became of the notification.
   *
   * @param answer the status with which it was answered; null if it was not answered yet
   */
  private record Sent(boolean delivered, @Nullable Integer answer, int attempts) {}

  @Override
  public List<Route> routes() {
    String path = PATH + "/{" + PAYMENT + "}";
    return List.of(
        Route.get(path, this::page),
        Route.post(path + "/{" + BUTTON + "}", this::press),
        Route.post(path + "/refuse/{" + OPERATION + "}/{" + ANSWER + "}", this::refuse),
        Route.post(NEXT + "/{" + ANSWER + "}", this::next));
  }

  private CompletionStage<HttpResponse> next(RequestContext context) {
    Optional<NextAnswer> answer = NextAnswer.of(context.parameter(ANSWER));
    if (answer.isEmpty()) return context.refuse(Problem.of(ProblemCode.NOT_FOUND));
    return context.withBytes(
        ignored ->
            CompletableFuture.completedFuture(
                simulator
                    .next()
                    .add(answer.get())
                    .map(waiting -> Json.answer(200, new Next(answer.get().word(), waiting)))
                    .orElseGet(
                        () ->
                            context.problem(
                                Problem.of(ProblemCode.OVERLOADED, "Too many answers are set.")
                                    .retryAfter(Duration.ofSeconds(1))))));
  }

  private CompletionStage<HttpResponse> page(RequestContext context) {
    String link = context.parameter(PAYMENT);
    Optional<Remembered> known = simulator.find(link);
    return known.isEmpty()
        ? unknown(context)
        : CompletableFuture.completedFuture(
            HttpResponse.create()
                .withEntity(
                    HttpEntities.create(
                        ContentTypes.TEXT_HTML_UTF8,
                        FakePage.of(known.get(), link, simulator.now())))
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("Content-Security-Policy", POLICY))
                .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"))
                .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff")));
  }

  private CompletionStage<HttpResponse> press(RequestContext context) {
    Optional<Button> button = Button.of(context.parameter(BUTTON));
    if (button.isEmpty()) return context.refuse(Problem.of(ProblemCode.NOT_FOUND));
    return press(context, button.get());
  }

  private CompletionStage<HttpResponse> press(RequestContext context, Button button) {
    Optional<Remembered> known = simulator.find(context.parameter(PAYMENT));
    if (known.isEmpty()) return unknown(context);
    boolean browser = context.header("Accept").orElse("").contains("text/html");
    return context.withBytes(
        ignored ->
            simulator
                .press(known.get(), button)
                .completeOnTimeout(
                    new Delivery.OnItsWay(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(
                    delivery ->
                        browser
                            ? backToThePage(context)
                            : pressed(context, known.get().payment(), button, delivery)));
  }

  private CompletionStage<HttpResponse> refuse(RequestContext context) {
    Optional<Remembered> known = simulator.find(context.parameter(PAYMENT));
    if (known.isEmpty()) return unknown(context);
    String payment = known.get().payment().id();
    String operation = context.parameter(OPERATION);
    String answer = context.parameter(ANSWER);
    return context.withBytes(
        ignored ->
            simulator.refusals().set(payment, operation, answer)
                ? CompletableFuture.completedFuture(
                    Json.answer(200, new Refusing(payment, operation, answer)))
                : context.refuse(Problem.of(ProblemCode.NOT_FOUND)));
  }

  private static HttpResponse backToThePage(RequestContext context) {
    return HttpResponse.create()
        .withStatus(StatusCodes.SEE_OTHER)
        .addHeader(RawHeader.create("Location", PATH + "/" + context.parameter(PAYMENT)));
  }

  private static HttpResponse pressed(
      RequestContext context, FakePayment payment, Button button, Delivery delivery) {
    return switch (delivery) {
      case Delivery.Answered(int status, int attempts) ->
          answer(200, payment, button, new Sent(true, status, attempts));
      case Delivery.OnItsWay onItsWay -> answer(202, payment, button, new Sent(false, null, 0));
      case Delivery.GivenUp(int attempts) ->
          answer(502, payment, button, new Sent(false, null, attempts));
      case Delivery.TooMany tooMany ->
          context.problem(
              Problem.of(ProblemCode.OVERLOADED, "Too many notifications are in flight.")
                  .retryAfter(Duration.ofSeconds(1)));
      case Delivery.Nothing nothing ->
          context.problem(
              Problem.of(
                  ProblemCode.NOT_FOUND, "There is no payment or notification for this button."));
    };
  }

  private static HttpResponse answer(int status, FakePayment payment, Button button, Sent sent) {
    return Json.answer(status, new Pressed(payment.id(), payment.order(), button.done(), sent));
  }

  private static CompletionStage<HttpResponse> unknown(RequestContext context) {
    return context.refuse(
        Problem.of(
            ProblemCode.PAYMENT_NOT_FOUND,
            "The simulator does not know this payment. Use the whole redirect_url."));
  }
}
