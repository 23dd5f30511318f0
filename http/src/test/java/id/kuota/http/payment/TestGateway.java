package id.kuota.http.payment;

import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.CreateOutcome;
import id.kuota.engine.payment.GatewayCapabilities;
import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentRequest;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway that is up, down, slow or broken, as a test wants it. */
final class TestGateway implements PaymentGateway {

  /** How it behaves. */
  enum Mood {
    UP,
    DOWN,
    SLOW,
    BROKEN,
    /** It answers, and says no. */
    UNWILLING
  }

  private final String name;
  private final List<String> methods;
  final List<PaymentRequest> calls = new CopyOnWriteArrayList<>();
  final AtomicInteger questions = new AtomicInteger();
  volatile Mood mood = Mood.UP;
  private AmountRange takes = AmountRange.ANY;

  TestGateway(String name, String... methods) {
    this.name = name;
    this.methods = List.of(methods);
  }

  /** One that takes these amounts only. */
  TestGateway taking(AmountRange amounts) {
    takes = amounts;
    return this;
  }

  @Override
  public AmountRange amounts(String method) {
    return takes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> methods() {
    return methods;
  }

  @Override
  public GatewayCapabilities capabilities() {
    return new GatewayCapabilities(true, false);
  }

  @Override
  public CompletionStage<CreateOutcome> create(PaymentRequest request) {
    calls.add(request);
    return answer(
        new CreateOutcome.Created(
            new PaymentInstruction(
                "https://gateway.example/" + request.payment(), request.expiresAt())),
        new CreateOutcome.Refused("no"));
  }

  @Override
  public CompletionStage<StatusOutcome> fetchStatus(PaymentRef payment) {
    questions.incrementAndGet();
    return answer(new StatusOutcome.NotFound(), new StatusOutcome.NotFound());
  }

  @Override
  public CompletionStage<CancelOutcome> cancel(PaymentRef payment) {
    questions.incrementAndGet();
    return answer(new CancelOutcome.Cancelled(), new CancelOutcome.NotFound());
  }

  @Override
  public CompletionStage<RefundOutcome> refund(RefundRequest refund) {
    questions.incrementAndGet();
    return answer(new RefundOutcome.Done(refund.refundKey()), new RefundOutcome.Refused("no"));
  }

  private <T> CompletionStage<T> answer(T well, T unwilling) {
    return switch (mood) {
      case UP -> CompletableFuture.completedFuture(well);
      case UNWILLING -> CompletableFuture.completedFuture(unwilling);
      case DOWN -> CompletableFuture.failedFuture(new ConnectException("refused"));
      case SLOW -> new CompletableFuture<>();
      case BROKEN -> throw new IllegalStateException("a bug of the adapter");
    };
  }

  @Override
  public Notification read(Map<String, String> headers, byte[] body) {
    return new Notification.Forged();
  }
}
