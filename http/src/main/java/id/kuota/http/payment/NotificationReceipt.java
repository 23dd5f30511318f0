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
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.RequestContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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

  private final Engine engine;
  private final OrderIds orders;
  private final GatewayCalls gateways;

  NotificationReceipt(Engine engine, OrderIds orders, GatewayCalls gateways) {
    this.engine = engine;
    this.orders = orders;
    this.gateways = gateways;
  }

  @Override
  public CompletionStage<HttpResponse> handle(RequestContext context) {
    Optional<PaymentGateway> gateway = gateways.gateways().named(context.parameter("gateway"));
    if (gateway.isEmpty()) return context.refuse(Problem.of(ProblemCode.GATEWAY_NOT_FOUND));
    Map<String, String> headers = headers(context);
    return context.withBytes(bytes -> take(context, gateway.get(), headers, bytes));
  }

  private CompletionStage<HttpResponse> take(
      RequestContext context, PaymentGateway gateway, Map<String, String> headers, byte[] bytes) {
    return switch (gateway.read(headers, bytes)) {
      case Notification.Authentic(var told) -> confirm(context, gateway, told);
      case Notification.Foreign(var payment) -> {
        log.info(
            "notification of a foreign payment: gateway={} payment={}", gateway.name(), payment);
        yield CompletableFuture.completedFuture(Json.answer(200, Receipt.NOT_OURS));
      }
      case Notification.Forged forged -> context.refuse(Problem.of(ProblemCode.SIGNATURE_INVALID));
      case Notification.Malformed(var detail) ->
          context.refuse(
              Problem.of(
                  ProblemCode.VALIDATION_FAILED,
                  "The notification cannot be read: " + detail + "."));
    };
  }

  private CompletionStage<HttpResponse> confirm(
      RequestContext context, PaymentGateway gateway, PaymentReport told) {
    if (orders.parse(told.order()).isEmpty()) {
      return CompletableFuture.completedFuture(ofAnotherInstallation(gateway, told));
    }
    return confirm(context, gateway, told, true);
  }

  /**
   * Asks what is true, and records it.
   *
   * @param isFirst whether it is asked once more if the answer may be older than the money
   */
  private CompletionStage<HttpResponse> confirm(
      RequestContext context, PaymentGateway gateway, PaymentReport told, boolean isFirst) {
    return gateways
        .fetchStatus(gateway.name(), new PaymentRef(told.payment(), told.order()))
        .thenCompose(
            status ->
                switch (status) {
                  case StatusOutcome.Known(var report) -> {
                    noteDifference(gateway, told, report);
                    warnOfWorkForPeople(gateway, report);
                    yield record(context, gateway, report, isFirst);
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
      log.info(
          "notification of a foreign order: gateway={} payment={} order={}",
          gateway.name(),
          told.payment(),
          told.order());
    }
    return Json.answer(200, Receipt.NOT_OURS);
  }

  private CompletionStage<HttpResponse> record(
      RequestContext context, PaymentGateway gateway, PaymentReport report, boolean isFirst) {
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
                          ? afterAPause().thenCompose(v -> confirm(context, gateway, report, false))
                          : unconfirmed(context, gateway, report, "it may be older than the money");
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) -> {
                    if (!repeated) noteRefund(report, view);
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
    log.warn(
        "gateway does not confirm a notification; it resends it:"
            + " gateway={} payment={} result={} cause={}",
        gateway.name(),
        told.payment(),
        told.result(),
        why);
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
    log.info(
        "gateway status differs from the notification; the status counts:"
            + " gateway={} payment={} notified={} status={}",
        gateway.name(),
        told.payment(),
        told.result(),
        report.result());
  }

  /** The gateway waits for a decision that only its dashboard takes, or a bank has overruled it. */
  private static void warnOfWorkForPeople(PaymentGateway gateway, PaymentReport report) {
    if (report.result() != PaymentReport.Result.UNDER_REVIEW
        && report.result() != PaymentReport.Result.CHARGED_BACK) return;
    log.warn(
        "payment needs a decision at the gateway:"
            + " gateway={} payment={} order={} transaction={} status={}",
        gateway.name(),
        report.payment(),
        report.order(),
        report.reference(),
        report.result());
  }

  /** Warns of a payment that no order takes: a person must look at it. */
  private static void warnOfUnclaimed(PaymentReport report, String why) {
    if (report.result() != PaymentReport.Result.SETTLED) return;
    log.warn(
        "money without a claim; check it in the gateway's dashboard:"
            + " amount={} currency={} payment={} order={} transaction={} cause={}",
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
                log.info(
                    "refund is due: amount={} currency={} payment={} order={} cause={}",
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
