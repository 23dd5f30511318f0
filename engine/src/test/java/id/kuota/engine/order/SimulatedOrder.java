package id.kuota.engine.order;

import id.kuota.engine.Decision.Accepted;
import id.kuota.engine.Decision.Refused;
import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderCommand.DecideFate;
import id.kuota.engine.order.OrderCommand.RecordPlacement;
import id.kuota.engine.order.OrderCommand.RecordRetakeRefused;
import id.kuota.engine.order.OrderCommand.RecordRetaken;
import id.kuota.engine.order.OrderErrand.Retake;
import id.kuota.engine.order.OrderObligation.Nothing;
import id.kuota.engine.order.OrderState.Absent;
import id.kuota.engine.order.OrderState.Retaking;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.quota.HoldFate;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.simulation.World;
import id.kuota.engine.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An order: the rules, a journal that survives, and a memory that does not. */
public final class SimulatedOrder implements Checkouts {

  /** The way to the quotas, over the network; another one in another life. */
  public interface Quotas {
    void ask(int life, QuotaId quota, QuotaRequest request, Consumer<QuotaAnswer> answer);
  }

  /** The way to the gateways. Every question is answered, if only by "unknown". */
  public interface Gateway {
    void status(PaymentRef payment, Consumer<StatusOutcome> answer);

    void cancel(PaymentRef payment, Consumer<CancelOutcome> answer);

    void refund(RefundRequest request, Consumer<RefundOutcome> answer);

    /** The sale's rule for tickets whose money has left; empty if it does not answer. */
    void rule(Consumer<Optional<TicketsAfterRefund>> answer);

    /** Makes a ticket void; says whether somebody went in with it, or nothing. */
    void makeVoid(TicketId ticket, Consumer<Optional<Boolean>> answer);
  }

  private static final long ERRANDS_EVERY = 5_000;

  private record Placing(Placement placement, long question, Consumer<OrderRefusal> refused) {}

  private final OrderId id;
  private final World world;
  private final Quotas quotas;
  private final BiConsumer<OrderId, OrderEvent> auditor;
  private final List<OrderEvent> journal = new ArrayList<>();

  private OrderState state = new Absent();
  private @Nullable Placing placing;
  private final SimulatedDuty duty;
  private final SimulatedErrands errands;
  private final ArrayDeque<Runnable> stash = new ArrayDeque<>();
  private List<OrderEvent> inFlight = List.of();
  private boolean up = true;
  private int life;
  private long questions;
  private Duration skew;
  private Instant lastBeginning = Instant.EPOCH;

  public SimulatedOrder(
      OrderId id,
      World world,
      Quotas quotas,
      Gateway gateway,
      BiConsumer<OrderId, OrderEvent> auditor) {
    this.id = id;
    this.world = world;
    this.quotas = quotas;
    this.auditor = auditor;
    this.skew = world.skew();
    this.duty = new SimulatedDuty(id, world, quotas, this::record);
    this.errands = new SimulatedErrands(id, gateway, new Hands());
    wakeAgain();
  }

  /** As its journal has it. */
  public Optional<OrderView> view() {
    OrderState replayed = new Absent();
    for (OrderEvent event : journal) {
      replayed = Order.evolve(replayed, event);
    }
    return Optional.ofNullable(OrderViews.of(replayed));
  }

  /** Whether it still has something to do, for its quotas or for others. */
  public boolean isBusy() {
    return !Order.errands(state, now()).isEmpty() || !(Order.obligation(state) instanceof Nothing);
  }

  public OrderId id() {
    return id;
  }

  @Override
  public void place(OrderContent content, Runnable placed, Consumer<OrderRefusal> refused) {
    place(content, () -> Placement.begin(id, content, nextBeginning(now())), placed, refused);
  }

  @Override
  public void takeOver(
      OrderContent content, long after, Runnable placed, Consumer<OrderRefusal> refused) {
    Instant latest = Instant.EPOCH.plus(after, ChronoUnit.MICROS);
    place(
        content,
        () -> {
          if (lastBeginning.isBefore(latest)) lastBeginning = latest;
          return Placement.takeOver(id, content, nextBeginning(now()));
        },
        placed,
        refused);
  }

  @Override
  public void find(String fingerprint, Runnable placed, Consumer<OrderRefusal> refused) {
    receive(
        () -> {
          if (placing != null) {
            refused.accept(OrderRefusal.IN_PROGRESS);
          } else if (state instanceof OrderState.Placed known) {
            boolean same = known.ledger().content().fingerprint().equals(fingerprint);
            if (same) placed.run();
            else refused.accept(OrderRefusal.KEY_REUSED);
          } else {
            refused.accept(OrderRefusal.HOLD_EXPIRED);
          }
        });
  }

  private void place(
      OrderContent content,
      Supplier<Placement> begin,
      Runnable placed,
      Consumer<OrderRefusal> refused) {
    receive(
        () -> {
          if (!(state instanceof Absent)) {
            decide(new RecordPlacement(id, content, now()), placed, refused);
          } else if (placing != null) {
            refused.accept(OrderRefusal.IN_PROGRESS);
          } else {
            Placement placement = begin.get();
            take(placement, placement.first(), placed, refused);
          }
        });
  }

  public void ask(OrderCommand.FromClient command, Runnable done, Consumer<OrderRefusal> refused) {
    receive(() -> decide(command, done, refused));
  }

  public void askFate(long attempt, Consumer<HoldFate> word) {
    receive(
        () -> {
          if (placing != null) {
            word.accept(new HoldFate(id.hold(), attempt, HoldFate.Word.WAIT));
          } else {
            decide(
                new DecideFate(),
                () -> word.accept(new HoldFate(id.hold(), attempt, Order.fate(state, attempt))),
                reason -> {
                  throw new AssertionError("a fate cannot be refused: " + reason);
                });
          }
        });
  }

  /** Loses its memory. What was being written is in the journal, or is not. */
  public void crash() {
    if (!up) return;
    world.note(id, "crashes");
    up = false;
    life++;
    if (!inFlight.isEmpty() && world.chance(0.5)) {
      append(inFlight);
    }
    inFlight = List.of();
    placing = null;
    duty.forget();
    errands.forget();
    stash.clear();
    world.after(world.between(10, 3_000), this::recover);
  }

  private void recover() {
    state = new Absent();
    journal.forEach(event -> state = Order.evolve(state, event));
    skew = world.skew();
    lastBeginning = Instant.EPOCH;
    up = true;
    follow();
  }

  /** Somebody wakes it from time to time, wherever it sleeps. */
  private void wakeAgain() {
    world.after(
        ERRANDS_EVERY,
        () -> {
          receive(errands::run);
          wakeAgain();
        });
  }

  private void receive(Runnable message) {
    if (!up) return;
    if (inFlight.isEmpty()) {
      message.run();
    } else {
      stash.add(message);
    }
  }

  private void take(
      Placement placement, Placement.Step step, Runnable placed, Consumer<OrderRefusal> refused) {
    switch (step) {
      case Placement.Ask ask -> {
        long question = ++questions;
        placing = new Placing(ask.next(), question, refused);
        Consumer<QuotaAnswer> answer =
            given -> receive(() -> onAnswer(question, given, placed, refused));
        quotas.ask(life, ask.quota(), ask.hold(), answer);
        var silence = new QuotaAnswer.Refused(QuotaRefusal.UNANSWERED, 0);
        world.after(Limits.QUOTA_BATCH_TIMEOUT, () -> answer.accept(silence));
      }
      case Placement.AllGranted granted -> {
        placing = null;
        OrderCommand record =
            state instanceof Retaking
                ? new RecordRetaken(placement.until())
                : new RecordPlacement(id, placement.content(), placement.until());
        decide(record, placed, refused);
      }
      case Placement.GiveUp giveUp -> {
        placing = null;
        giveUp.toRelease().forEach(quota -> quotas.ask(life, quota, placement.release(), a -> {}));
        refused.accept(giveUp.refused().reason());
      }
    }
  }

  /** The first answer to a question counts; the batcher drops the others. */
  private void onAnswer(
      long question, QuotaAnswer answer, Runnable placed, Consumer<OrderRefusal> refused) {
    if (placing == null || placing.question() != question) return;
    Placement placement = placing.placement();
    take(placement, placement.after(answer), placed, refused);
  }

  private void decide(OrderCommand command, Runnable done, Consumer<OrderRefusal> refused) {
    switch (Order.decide(state, command, now())) {
      case Refused<OrderEvent, OrderRefusal>(var reason) -> refused.accept(reason);
      case Accepted<OrderEvent, OrderRefusal>(var events) when events.isEmpty() -> {
        follow();
        done.run();
      }
      case Accepted<OrderEvent, OrderRefusal>(var events) -> write(events, done);
    }
  }

  private void write(List<OrderEvent> events, Runnable done) {
    inFlight = events;
    int writer = life;
    world.after(
        world.between(1, 20),
        () -> {
          if (writer != life) return;
          append(events);
          events.forEach(event -> state = Order.evolve(state, event));
          inFlight = List.of();
          follow();
          done.run();
          while (inFlight.isEmpty() && !stash.isEmpty()) {
            stash.remove().run();
          }
        });
  }

  private void append(List<OrderEvent> events) {
    for (OrderEvent event : events) {
      journal.add(event);
      world.note(id, event);
      auditor.accept(id, event);
    }
  }

  private void follow() {
    duty.takeUp(state, life);
    errands.run();
  }

  /** What was learned; it cannot be refused. */
  private void record(OrderCommand command) {
    receive(
        () ->
            decide(
                command,
                () -> {},
                reason -> {
                  throw new AssertionError(command + " cannot be refused: " + reason);
                }));
  }

  /** Looks once more for the units that late money is for. */
  private void retake(Retake units, Runnable done) {
    Instant earliest = now().isBefore(units.notBefore()) ? units.notBefore() : now();
    Placement placement = Placement.begin(id, units.content(), nextBeginning(earliest));
    int runner = life;
    take(
        placement,
        placement.first(),
        done,
        refused -> {
          if (runner != life) return;
          record(new RecordRetakeRefused(refused));
          world.after(Limits.ERRAND_RETRY_MIN, done);
        });
  }

  private Instant nextBeginning(Instant earliest) {
    Instant least = lastBeginning.plusNanos(1_000);
    lastBeginning = earliest.isBefore(least) ? least : earliest;
    return lastBeginning;
  }

  private Instant now() {
    return world.now().plus(skew);
  }

  /** What the errands may do with the order. */
  private final class Hands implements SimulatedErrands.Hands {
    @Override
    public OrderState state() {
      return state;
    }

    @Override
    public Instant now() {
      return SimulatedOrder.this.now();
    }

    @Override
    public void receive(Runnable message) {
      SimulatedOrder.this.receive(message);
    }

    @Override
    public void record(OrderCommand command) {
      SimulatedOrder.this.record(command);
    }

    @Override
    public void retake(Retake units, Runnable done) {
      SimulatedOrder.this.retake(units, done);
    }
  }
}
