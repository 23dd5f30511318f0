package id.kuota.http.payment;

import id.kuota.engine.Engine;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.Outage;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.TraceContext;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.log.PaymentLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handler of gateway notifications. A message says only that a payment has changed: its status
 * is asked for, since a signature need not cover it. 200 means that it is in the journal, or was
 * before, or changes nothing, or concerns no order of this installation: a merchant may have other
 * shops, and its dashboard sends tests. 404 means that an order or payment of ours is missing,
 * which a person must look at. With any 5xx the gateway shall send it again. docs/operating.md has
 * the table.
 */
final class NotificationReceipt implements Handler {

  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Logger log = LoggerFactory.getLogger(NotificationReceipt.class);

  /** The answer, which no gateway reads but people do. */
  private record Receipt(String status) {
    private static final Receipt RECORDED = new Receipt("recorded");
    private static final Receipt NOTHING_NEW = new Receipt("nothing_new");
    private static final Receipt NOT_OURS = new Receipt("not_ours");
  }

  /**
   * A message on its way to its order.
   *
   * @param sinceNanos when it came
   */
  private record Arrival(RequestContext context, PaymentGateway gateway, long sinceNanos) {}

  private final Engine engine;
  private final OrderIds orders;
  private final GatewayCalls gateways;
  private final Outage forged =
      new Outage(
          PaymentLog.NOTIFICATIONS_FORGED, PaymentLog.NOTIFICATIONS_AUTHENTIC, System::nanoTime);

  NotificationReceipt(Engine engine, OrderIds orders, GatewayCalls gateways) {
    this.engine = engine;
    this.orders = orders;
    this.gateways = gateways;
  }

  @Override
  public CompletionStage<HttpResponse> handle(RequestContext context) {
    long since = System.nanoTime();
    Optional<PaymentGateway> gateway = gateways.gateways().named(context.parameter("gateway"));
    if (gateway.isEmpty()) return context.refuse(Problem.of(ProblemCode.GATEWAY_NOT_FOUND));
    Map<String, String> headers = headers(context);
    var arrival = new Arrival(context, gateway.get(), since);
    return context.withBytes(bytes -> take(arrival, headers, bytes));
  }

  private CompletionStage<HttpResponse> take(
      Arrival arrival, Map<String, String> headers, byte[] bytes) {
    RequestContext context = arrival.context();
    return switch (arrival.gateway().read(headers, bytes)) {
      case Notification.Authentic(var told, var traceparent) -> {
        forged.well(log);
        yield inTraceOf(traceparent, () -> confirm(arrival, told));
      }
      case Notification.Foreign(var payment) -> {
        PaymentLog.NOTIFICATION_FOREIGN_PAYMENT.log(log, arrival.gateway().name(), payment);
        yield CompletableFuture.completedFuture(Json.answer(200, Receipt.NOT_OURS));
      }
      case Notification.Forged _ -> {
        forged.failed(log, arrival.gateway().name());
        yield context.refuse(Problem.of(ProblemCode.SIGNATURE_INVALID));
      }
      case Notification.Malformed(var detail) ->
          context.refuse(
              Problem.of(
                  ProblemCode.VALIDATION_FAILED,
                  "The notification cannot be read: " + detail + "."));
    };
  }

  /** Works in the trace of the order; the request's own, which the gateway began, knows which. */
  private CompletionStage<HttpResponse> inTraceOf(
      Optional<String> traceparent, Supplier<CompletionStage<HttpResponse>> work) {
    Optional<TraceContext> payment = traceparent.flatMap(TraceContext::parse);
    if (payment.isEmpty()) return work.get();
    Span request = Span.current().with("kuota.payment.trace", payment.get().traceId());
    CallContext call = request.context();
    Span span =
        gateways
            .traces()
            .begin(
                "payment notification",
                payment,
                new CallContext(List.of(), call.deadline(), call.criticality()));
    span.with("kuota.request.trace", request.traceId());
    return span.call(work).whenComplete((answer, failure) -> span.end());
  }

  private CompletionStage<HttpResponse> confirm(Arrival arrival, PaymentReport told) {
    if (orders.parse(told.order()).isEmpty()) {
      return CompletableFuture.completedFuture(ofAnotherInstallation(arrival.gateway(), told));
    }
    return confirm(arrival, told, true);
  }

  /**
   * Asks what is true, and records it.
   *
   * @param isFirst whether it is asked once more if the answer may be older than the money
   */
  private CompletionStage<HttpResponse> confirm(
      Arrival arrival, PaymentReport told, boolean isFirst) {
    RequestContext context = arrival.context();
    PaymentGateway gateway = arrival.gateway();
    return gateways
        .fetchStatus(gateway.name(), new PaymentRef(told.payment(), told.order()))
        .thenCompose(
            status ->
                switch (status) {
                  case StatusOutcome.Known(var report) -> {
                    noteDifference(gateway, told, report);
                    warnOfWorkForPeople(gateway, report);
                    yield record(arrival, report, isFirst);
                  }
                  case StatusOutcome.NotFound notFound ->
                      unconfirmed(context, gateway, told, "it knows no such payment");
                  case StatusOutcome.Unknown(var why) -> unconfirmed(context, gateway, told, why);
                  case StatusOutcome.NotAsked(var why) -> unconfirmed(context, gateway, told, why);
                });
  }

  /**
   * A payment as we begin them, of an order whose id was not made with our secret: another Kuota
   * with the same merchant, or this one before its secret was changed. Settled money is a warning.
   */
  private static HttpResponse ofAnotherInstallation(PaymentGateway gateway, PaymentReport told) {
    if (told.result() == PaymentReport.Result.SETTLED) {
      warnOfUnclaimed(told, "foreign order");
    } else {
      PaymentLog.NOTIFICATION_FOREIGN_ORDER.log(log, gateway.name(), told.payment(), told.order());
    }
    return Json.answer(200, Receipt.NOT_OURS);
  }

  private CompletionStage<HttpResponse> record(
      Arrival arrival, PaymentReport report, boolean isFirst) {
    RequestContext context = arrival.context();
    PaymentGateway gateway = arrival.gateway();
    Optional<OrderId> order = orders.parse(report.order());
    if (order.isEmpty()) {
      return CompletableFuture.completedFuture(ofAnotherInstallation(gateway, report));
    }
    return engine
        .orders()
        .ask(order.get(), new OrderCommand.RecordPayment(report))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Refused<OrderView, OrderRefused>(var refused) -> {
                    warnOfUnclaimed(report, refused.reason().name());
                    yield context.refuse(OrderProblems.of(refused));
                  }
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated)
                      when MoneyBack.isInDoubt(report, view) ->
                      isFirst
                          ? afterAPause().thenCompose(v -> confirm(arrival, report, false))
                          : unconfirmed(context, gateway, report, "it may be older than the money");
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) -> {
                    if (!repeated) {
                      gateways.metrics().recorded(gateway.name(), arrival.sinceNanos());
                      noteRefund(report, view);
                    }
                    MoneyBack.note(report, view, !repeated);
                    yield CompletableFuture.completedFuture(
                        Json.answer(200, repeated ? Receipt.NOTHING_NEW : Receipt.RECORDED));
                  }
                });
  }

  /** Until a question is later than the money for sure, whatever clock has told its time. */
  private static CompletionStage<Void> afterAPause() {
    return CompletableFuture.runAsync(
        () -> {},
        CompletableFuture.delayedExecutor(
            Limits.EXPIRY_MARGIN.toMillis() + PAUSE.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static CompletionStage<HttpResponse> unconfirmed(
      RequestContext context, PaymentGateway gateway, PaymentReport told, String why) {
    PaymentLog.NOTIFICATION_UNCONFIRMED.log(
        log, gateway.name(), told.payment(), told.result(), why);
    return context.refuse(
        Problem.of(
                ProblemCode.GATEWAY_UNAVAILABLE,
                "The status of the payment could not be requested. Send this again.")
            .retryAfter(TRY_AGAIN));
  }

  /** Usually a message that was overtaken by another; it may also be one that was tampered with. */
  private static void noteDifference(
      PaymentGateway gateway, PaymentReport told, PaymentReport report) {
    if (told.result() == report.result()) return;
    PaymentLog.NOTIFICATION_DIFFERS.log(
        log, gateway.name(), told.payment(), told.result(), report.result());
  }

  /** The gateway waits for a decision that only its dashboard takes, or a bank has overruled it. */
  private static void warnOfWorkForPeople(PaymentGateway gateway, PaymentReport report) {
    if (report.result() != PaymentReport.Result.UNDER_REVIEW
        && report.result() != PaymentReport.Result.CHARGED_BACK) return;
    PaymentLog.PAYMENT_NEEDS_DECISION.log(
        log, gateway.name(), report.payment(), report.order(), report.reference(), report.result());
  }

  /** Warns of a payment that no order takes: a person must look at it. */
  private static void warnOfUnclaimed(PaymentReport report, String why) {
    if (report.result() != PaymentReport.Result.SETTLED) return;
    PaymentLog.MONEY_UNCLAIMED.log(
        log,
        report.amount(),
        report.currency(),
        report.payment(),
        report.order(),
        report.reference(),
        why);
  }

  private static void noteRefund(PaymentReport report, OrderView order) {
    order.refunds().stream()
        .filter(refund -> refund.payment().equals(report.payment()))
        .filter(refund -> refund.status().isOpen())
        .forEach(
            refund -> {
              if (refund.status() == OwedRefund.Status.REVIEW) {
                warnOfUnclaimed(report, refund.reason().name());
              } else {
                PaymentLog.REFUND_DUE.log(
                    log,
                    refund.amount(),
                    order.currency(),
                    refund.payment(),
                    order.order(),
                    refund.reason());
              }
            });
  }

  private static Map<String, String> headers(RequestContext context) {
    var headers = new HashMap<String, String>();
    for (HttpHeader header : context.request().getHeaders()) {
      headers.putIfAbsent(header.name().toLowerCase(Locale.ROOT), header.value());
    }
    return headers;
  }
}
