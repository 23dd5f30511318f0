package id.kuota.http.payment.fake;

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
import id.kuota.http.payment.fake.Remembered.Outcome;
import id.kuota.http.route.RouteGroup;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A gateway that takes no money and does what it is told. Thread-safe; close it with the node. */
public final class FakeGateway implements PaymentGateway, AutoCloseable {

  /** The gateway's name in addresses. */
  public static final String NAME = "fake";

  /** Approves itself as soon as it was created: for load runs. */
  public static final String INSTANT = "instant";

  private static final List<String> METHODS = List.of("virtual_account", "qris", INSTANT);

  private final FakeGatewaySettings settings;
  private final NotificationReader reader;
  private final Simulator simulator;

  public FakeGateway(FakeGatewaySettings settings, Clock clock) {
    var signing = new Signing(settings.serverKey());
    this.settings = settings;
    this.reader = new NotificationReader(signing);
    this.simulator = new Simulator(settings, signing, clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> methods() {
    return METHODS;
  }

  @Override
  public CompletionStage<CreateOutcome> create(PaymentRequest request) {
    FakePayment payment = FakePayment.of(request);
    Remembered known = simulator.begin(payment);
    if (request.method().equals(INSTANT) && !known.accepted()) {
      CompletableFuture<Delivery> delivery = simulator.press(known, Button.APPROVE);
      if (delivery.getNow(new Delivery.OnItsWay()) instanceof Delivery.TooMany) {
        return CompletableFuture.failedFuture(
            new IllegalStateException("too many notifications are on their way"));
      }
    }
    return CompletableFuture.completedFuture(
        new CreateOutcome.Created(
            new PaymentInstruction(
                settings.address() + FakeGatewayRoutes.PATH + "/" + simulator.link(payment))));
  }

  @Override
  public Notification read(Map<String, String> headers, byte[] body) {
    return reader.read(headers, body);
  }

  @Override
  public GatewayCapabilities capabilities() {
    return new GatewayCapabilities(true, false);
  }

  @Override
  public CompletionStage<StatusOutcome> fetchStatus(PaymentRef payment) {
    return CompletableFuture.completedFuture(
        simulator
            .find(payment.payment())
            .<StatusOutcome>map(known -> new StatusOutcome.Known(known.report()))
            .orElseGet(StatusOutcome.NotFound::new));
  }

  @Override
  public CompletionStage<CancelOutcome> cancel(PaymentRef payment) {
    return CompletableFuture.completedFuture(
        simulator
            .end(payment.payment(), Outcome.DENIED, Outcome.OPEN, Outcome.DENIED)
            .<CancelOutcome>map(
                known ->
                    known.outcome() == Outcome.DENIED
                        ? new CancelOutcome.Cancelled()
                        : new CancelOutcome.TooLate(known.report()))
            .orElseGet(CancelOutcome.NotFound::new));
  }

  @Override
  public CompletionStage<RefundOutcome> refund(RefundRequest refund) {
    return CompletableFuture.completedFuture(
        simulator
            .end(refund.payment().payment(), Outcome.REFUNDED, Outcome.APPROVED, Outcome.REFUNDED)
            .filter(known -> known.outcome() == Outcome.REFUNDED)
            .<RefundOutcome>map(known -> new RefundOutcome.Done(refund.refundKey()))
            .orElseGet(() -> new RefundOutcome.Refused("nothing was paid")));
  }

  /** The page where payments are approved and denied. */
  public RouteGroup page() {
    return new FakeGatewayRoutes(simulator, settings.patience());
  }

  @Override
  public void close() {
    simulator.close();
  }
}
