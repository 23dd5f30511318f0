package id.kuota.engine.simulation;

import id.kuota.engine.order.OrderCommand.CancelOrder;
import id.kuota.engine.order.OrderCommand.FromClient;
import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.SimulatedOrder;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import java.util.function.Consumer;

/**
 * Somebody who wants tickets: asks again when nobody answers, pays in time, late, twice or never.
 */
final class Buyer {

  private static final int TRIES = 6;
  private static final long PATIENCE = 3_000;

  private final World world;
  private final Auditor auditor;
  private final SimulatedOrder order;
  private final SimulatedGateway gateway;
  private final OrderContent content;
  private double odd;
  private double forgetful;
  private boolean placed;

  Buyer(
      World world,
      Auditor auditor,
      SimulatedOrder order,
      SimulatedGateway gateway,
      OrderContent content) {
    this.gateway = gateway;
    this.world = world;
    this.auditor = auditor;
    this.order = order;
    this.content = content;
  }

  /** Sometimes pays another amount; sometimes its gateway does not tell of the money. */
  Buyer withTroubles(double oddAmounts, double forgottenNews) {
    odd = oddAmounts;
    forgetful = forgottenNews;
    return this;
  }

  void comeAfter(long pause) {
    world.after(pause, () -> tryToPlace(TRIES));
  }

  private void tryToPlace(int tries) {
    if (placed || tries == 0) return;
    world.send(
        way(),
        () -> order.place(content, () -> world.send(back(), this::hasPlaced), refusal -> {}));
    world.after(world.between(100, PATIENCE * 2), () -> tryToPlace(tries - 1));
  }

  /** Is told that the units are held, and goes on from there. */
  void hasPlaced() {
    auditor.toldPlaced(order.id());
    if (placed) return;
    placed = true;
    long hold = content.holdFor().toMillis();
    switch ((int) world.between(0, 6)) {
      case 0 -> {} // Forgets it.
      case 1 -> world.after(world.between(0, hold), () -> call(new CancelOrder(), TRIES, () -> {}));
      case 2 -> pay("first", world.between(0, 300));
      case 3 -> pay("first", hold + world.between(-600, 900));
      case 4 -> pay("first", hold + world.between(0, 10_000));
      default -> {
        pay("first", world.between(0, hold));
        pay("second", world.between(0, 2 * hold));
      }
    }
  }

  /** Starts soon, and the money moves after {@code pause}. */
  private void pay(String key, long pause) {
    PaymentId payment = PaymentId.of(order.id().value(), key);
    call(
        new StartPayment(payment, "fake", "qris"),
        TRIES,
        () ->
            world.after(
                pause,
                () -> {
                  long amount = content.total() + (world.chance(odd) ? 1 : 0);
                  if (forgetful > 0 && world.chance(0.2)) denyLater(payment);
                  boolean mustTell = gateway.mustTell(payment);
                  if (!gateway.settle(payment, amount)) return;
                  if (mustTell || !world.chance(forgetful)) notifyOf(payment, amount);
                }));
  }

  /** The first try on the page was denied; that was asked for, and the answer comes much later. */
  private void denyLater(PaymentId payment) {
    PaymentReport denied = gateway.report(new PaymentRef(payment, order.id().value()));
    if (denied.result() != PaymentReport.Result.FAILED) return;
    world.after(
        world.between(1, 20_000),
        () -> order.ask(new RecordPayment(denied), () -> {}, reason -> {}));
  }

  /** A gateway repeats its message for as long as nobody takes it. */
  private void notifyOf(PaymentId payment, long amount) {
    var report =
        new PaymentReport(
            payment,
            order.id().value(),
            "reference",
            amount,
            content.currency(),
            PaymentReport.Result.SETTLED);
    call(new RecordPayment(report), 1_000, () -> {});
  }

  private void call(FromClient command, int tries, Runnable done) {
    new Call(command, done).again(tries);
  }

  private String way() {
    return "buyer>" + order.id();
  }

  private String back() {
    return order.id() + ">buyer";
  }

  /** One request, repeated until it is answered. */
  private final class Call {
    private final FromClient command;
    private final Runnable done;
    private boolean answered;

    Call(FromClient command, Runnable done) {
      this.command = command;
      this.done = done;
    }

    void again(int tries) {
      if (answered || tries == 0) return;
      Consumer<OrderRefusal> refused = reason -> world.send(back(), () -> answered = true);
      Runnable accepted =
          () ->
              world.send(
                  back(),
                  () -> {
                    if (answered) return;
                    answered = true;
                    done.run();
                  });
      world.send(way(), () -> order.ask(command, accepted, refused));
      world.after(world.between(PATIENCE / 2, PATIENCE), () -> again(tries - 1));
    }
  }
}
