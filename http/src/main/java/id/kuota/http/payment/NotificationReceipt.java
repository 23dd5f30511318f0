package id.kuota.http.payment;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.PaymentReport.Result;
import id.kuota.http.engine.EngineCalls;
import id.kuota.http.identity.OrderIds;
import id.kuota.http.json.Json;
import id.kuota.http.order.OrderProblems;
import id.kuota.http.problem.Problem;
import id.kuota.http.problem.ProblemCode;
import id.kuota.http.route.Exchange;
import id.kuota.http.route.Handler;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a gateway tells. 200 means that it is in the journal, or was before, or changes
 * nothing; with any 5xx the gateway shall send it again.
 */
final class NotificationReceipt implements Handler {

  private static final Logger log = LoggerFactory.getLogger(NotificationReceipt.class);

  /** The answer, which no gateway reads but people do. */
  private record Receipt(String status) {
    private static final Receipt RECORDED = new Receipt("recorded");
    private static final Receipt NOTHING_NEW = new Receipt("nothing_new");
  }

  private final EngineCalls engine;
  private final OrderIds orders;
  private final PaymentGateways gateways;

  NotificationReceipt(EngineCalls engine, OrderIds orders, PaymentGateways gateways) {
    this.engine = engine;
    this.orders = orders;
    this.gateways = gateways;
  }

  @Override
  public CompletionStage<HttpResponse> handle(Exchange exchange) {
    Optional<PaymentGateway> gateway = gateways.named(exchange.parameter("gateway"));
    if (gateway.isEmpty()) return exchange.refuse(Problem.of(ProblemCode.GATEWAY_NOT_FOUND));
    Map<String, String> headers = headers(exchange);
    return exchange.withBytes(bytes -> take(exchange, gateway.get().read(headers, bytes)));
  }

  private CompletionStage<HttpResponse> take(Exchange exchange, Notification notification) {
    return switch (notification) {
      case Notification.Authentic(var report) -> record(exchange, report);
      case Notification.Forged forged -> exchange.refuse(Problem.of(ProblemCode.SIGNATURE_INVALID));
      case Notification.Malformed(var detail) ->
          exchange.refuse(
              Problem.of(
                  ProblemCode.VALIDATION_FAILED,
                  "The notification cannot be read: " + detail + "."));
    };
  }

  private CompletionStage<HttpResponse> record(Exchange exchange, PaymentReport report) {
    Optional<OrderId> order = orders.parse(report.order());
    if (order.isEmpty()) {
      warnOfUnclaimed(report, "there is no such order");
      return exchange.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND));
    }
    return engine
        .ask(order.get(), new RecordPayment(report))
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Refused<OrderView, OrderRefused>(var refused) -> {
                    warnOfUnclaimed(report, refused.reason().name());
                    yield exchange.problem(OrderProblems.of(refused));
                  }
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) -> {
                    if (!repeated) noteRefund(report, view);
                    yield Json.answer(200, repeated ? Receipt.NOTHING_NEW : Receipt.RECORDED);
                  }
                });
  }

  /** Somebody has paid, and no order takes the money: a person must look at it. */
  private static void warnOfUnclaimed(PaymentReport report, String why) {
    if (report.result() != Result.SETTLED) return;
    log.warn(
        "money without a claim: {} {} for payment {} of order {}, transaction {}: {}",
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
        .forEach(
            refund ->
                log.info(
                    "a refund of {} {} is due for payment {} of order {}: {}",
                    refund.amount(),
                    order.currency(),
                    refund.payment(),
                    order.order(),
                    refund.reason()));
  }

  private static Map<String, String> headers(Exchange exchange) {
    var headers = new HashMap<String, String>();
    for (HttpHeader header : exchange.request().getHeaders()) {
      headers.putIfAbsent(header.name().toLowerCase(Locale.ROOT), header.value());
    }
    return headers;
  }
}
