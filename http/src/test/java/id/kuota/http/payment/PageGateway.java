package id.kuota.http.payment;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway that opens another page each time that it is asked, when the test says so. */
final class PageGateway implements PaymentGateway {

  /** What was asked, in order; a test answers each. */
  private final List<CompletableFuture<CreateOutcome>> asked = new CopyOnWriteArrayList<>();

  private volatile boolean answersByItself = true;

  int asked() {
    return asked.size();
  }

  void waitForTheTest() {
    answersByItself = false;
  }

  void answerAtOnce() {
    answersByItself = true;
  }

  /** Answers the request of this number, from 0. */
  void answer(int number) {
    asked.get(number).complete(page(number));
  }

  /** Loses the answer to the request of this number. */
  void lose(int number) {
    asked.get(number).completeExceptionally(new ConnectException("reset"));
  }

  static String address(int number) {
    return "https://gateway.example/page-" + number;
  }

  private static CreateOutcome page(int number) {
    return new CreateOutcome.Created(
        new PaymentInstruction(address(number), Instant.parse("2099-01-01T00:00:00.123456789Z")));
  }

  @Override
  public String name() {
    return "pages";
  }

  @Override
  public List<String> methods() {
    return List.of("qris", "card");
  }

  @Override
  public GatewayCapabilities capabilities() {
    return new GatewayCapabilities(false, false);
  }

  @Override
  public synchronized CompletionStage<CreateOutcome> create(PaymentRequest request) {
    var answer = new CompletableFuture<CreateOutcome>();
    asked.add(answer);
    if (answersByItself) answer(asked.size() - 1);
    return answer;
  }

  @Override
  public Notification read(Map<String, String> headers, byte[] body) {
    return new Notification.Forged();
  }

  @Override
  public CompletionStage<StatusOutcome> fetchStatus(PaymentRef payment) {
    return CompletableFuture.completedFuture(new StatusOutcome.NotFound());
  }

  @Override
  public CompletionStage<CancelOutcome> cancel(PaymentRef payment) {
    return CompletableFuture.completedFuture(new CancelOutcome.NotFound());
  }

  @Override
  public CompletionStage<RefundOutcome> refund(RefundRequest refund) {
    return CompletableFuture.completedFuture(new RefundOutcome.Refused("never"));
  }
}
