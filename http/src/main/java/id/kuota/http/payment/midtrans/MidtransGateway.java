package id.kuota.http.payment.midtrans;

import static id.kuota.http.payment.midtrans.TransactionReader.text;

import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.CreateOutcome;
import id.kuota.engine.payment.GatewayCapabilities;
import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.PaymentRequest;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/** Midtrans behind the port. Thread-safe. */
public final class MidtransGateway implements PaymentGateway {

  private static final int CREATED = 201;

  private final MidtransSettings settings;
  private final MidtransApi api;
  private final MidtransRefunds refunds;
  private final NotificationReader notifications;
  private final Clock clock;

  public MidtransGateway(
      ClassicActorSystemProvider system, MidtransSettings settings, Wire wire, Clock clock) {
    this.settings = settings;
    this.api = new MidtransApi(system, settings, wire);
    this.refunds = new MidtransRefunds(api);
    this.notifications = new NotificationReader(settings.serverKey());
    this.clock = clock;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public List<String> methods() {
    return settings.methods();
  }

  @Override
  public GatewayCapabilities capabilities() {
    return new GatewayCapabilities(true, true);
  }

  @Override
  public AmountRange amounts(String method) {
    return settings.amounts().getOrDefault(method, Channels.amounts(method));
  }

  @Override
  public CompletionStage<CreateOutcome> create(PaymentRequest request) {
    if (!request.currency().equals("IDR")) {
      return CompletableFuture.completedFuture(
          new CreateOutcome.Refused("Midtrans takes rupiah only, not " + request.currency()));
    }
    Instant now = clock.instant();
    return api.begin(SnapForm.of(request, now))
        .thenApply(reply -> created(SnapForm.payBy(request, now), reply));
  }

  private static CreateOutcome created(Instant payBy, Reply reply) {
    Optional<String> page = text(reply.body(), "redirect_url");
    if (reply.status() == CREATED && page.isPresent()) {
      return new CreateOutcome.Created(new PaymentInstruction(page.get(), payBy));
    }
    if (reply.isRefusal()) return new CreateOutcome.Refused(reply.words());
    throw notUnderstood(reply);
  }

  @Override
  public Notification read(Map<String, String> headers, byte[] body) {
    return notifications.read(body);
  }

  @Override
  public CompletionStage<StatusOutcome> fetchStatus(PaymentRef payment) {
    Instant asked = clock.instant();
    return api.status(payment.payment()).thenApply(reply -> status(payment, reply, asked));
  }

  private static StatusOutcome status(PaymentRef payment, Reply reply, Instant asked) {
    if (text(reply.body(), "transaction_status").isPresent()) {
      return new StatusOutcome.Known(report(payment, reply, asked));
    }
    if (reply.isNotFound()) return new StatusOutcome.NotFound();
    if (reply.isRefusal()) return new StatusOutcome.Unknown(reply.words());
    throw notUnderstood(reply);
  }

  /**
   * What is pending expires at once. If it can no longer be changed, its status says why; a status
   * of "pending" contradicts that and means that both answers crossed: ask again.
   */
  @Override
  public CompletionStage<CancelOutcome> cancel(PaymentRef payment) {
    Instant asked = clock.instant();
    return api.expire(payment.payment())
        .thenCompose(
            reply -> {
              if (reply.isNotFound()) {
                return CompletableFuture.completedFuture(new CancelOutcome.NotFound());
              }
              if (text(reply.body(), "transaction_status").isPresent()) {
                return CompletableFuture.completedFuture(cancelled(report(payment, reply, asked)));
              }
              if (!reply.isRefusal()) throw notUnderstood(reply);
              return fetchStatus(payment).thenApply(MidtransGateway::cancelled);
            });
  }

  private static CancelOutcome cancelled(StatusOutcome status) {
    return switch (status) {
      case StatusOutcome.Known(var report) -> cancelled(report);
      case StatusOutcome.NotFound notFound -> new CancelOutcome.NotFound();
      case StatusOutcome.Unknown(var why) -> new CancelOutcome.Unknown(why);
      case StatusOutcome.NotAsked(var why) -> new CancelOutcome.NotAsked(why);
    };
  }

  private static CancelOutcome cancelled(PaymentReport report) {
    return switch (report.result()) {
      case FAILED -> new CancelOutcome.Cancelled();
      case PENDING -> new CancelOutcome.Unknown("it is still pending");
      case SETTLED, UNDER_REVIEW, REFUNDED, CHARGED_BACK -> new CancelOutcome.TooLate(report);
    };
  }

  @Override
  public CompletionStage<RefundOutcome> refund(RefundRequest refund) {
    return refunds.send(refund);
  }

  private static PaymentReport report(PaymentRef payment, Reply reply, Instant asked) {
    return switch (TransactionReader.read(reply.body(), payment)) {
      case TransactionReader.Read.Report(var report) -> report.askedAt(asked);
      case TransactionReader.Read.Broken(var detail) -> throw new IllegalStateException(detail);
    };
  }

  static IllegalStateException notUnderstood(Reply reply) {
    return new IllegalStateException("Midtrans answered " + reply.words());
  }
}
