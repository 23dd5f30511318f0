package id.kuota.http.payment;

import id.kuota.engine.payment.Notification;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentRequest;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway that is up, down, slow or broken, as a test wants it. */
final class TestGateway implements PaymentGateway {

  /** How it behaves. */
  enum Mood {
    UP,
    DOWN,
    SLOW,
    BROKEN
  }

  private final String name;
  private final List<String> methods;
  final List<PaymentRequest> calls = new CopyOnWriteArrayList<>();
  volatile Mood mood = Mood.UP;

  TestGateway(String name, String... methods) {
    this.name = name;
    this.methods = List.of(methods);
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
  public CompletionStage<PaymentInstruction> create(PaymentRequest request) {
    calls.add(request);
    return switch (mood) {
      case UP ->
          CompletableFuture.completedFuture(
              new PaymentInstruction("https://gateway.example/" + request.payment()));
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
