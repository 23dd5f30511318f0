package id.kuota.engine.cart;

import id.kuota.engine.Decision.Accepted;
import id.kuota.engine.Decision.Refused;
import id.kuota.engine.Limits;
import id.kuota.engine.cart.CartCommand.CheckOut;
import id.kuota.engine.cart.CartCommand.RecordNoOrder;
import id.kuota.engine.cart.CartCommand.RecordOrder;
import id.kuota.engine.cart.CartState.CheckedOut;
import id.kuota.engine.cart.CartState.CheckingOut;
import id.kuota.engine.cart.CartState.Open;
import id.kuota.engine.order.Checkouts;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.SimulatedOrder;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.simulation.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cart: the rules, a journal that survives, and a memory that does not. */
public final class SimulatedCart {

  /** What somebody is told: that it is done, or not. */
  public interface Told {
    void done(boolean done);
  }

  private record Changing(Refill refill, CartEvent event, long question, Told told) {}

  private final CartId id;
  private final World world;
  private final SimulatedOrder.Quotas quotas;
  private final Checkouts order;
  private final BiConsumer<OrderContent, Instant> checkoutBegun;
  private final List<CartEvent> journal = new ArrayList<>();

  private CartState state = new CartState.Absent();
  private @Nullable Changing changing;
  private final ArrayDeque<Runnable> stash = new ArrayDeque<>();
  private List<CartEvent> inFlight = List.of();
  private boolean up = true;
  private int life;
  private long questions;
  private long orderQuestion;
  private boolean isOrderAsked;
  private Duration skew;
  private Instant lastBeginning = Instant.EPOCH;

  /**
   * A cart.
   *
   * @param checkoutBegun learns what is to be ordered if it is held, and until when
   */
  public SimulatedCart(
      CartId id,
      World world,
      SimulatedOrder.Quotas quotas,
      Checkouts order,
      BiConsumer<OrderContent, Instant> checkoutBegun) {
    this.id = id;
    this.world = world;
    this.quotas = quotas;
    this.order = order;
    this.checkoutBegun = checkoutBegun;
    this.skew = world.skew();
  }

  public CartId id() {
    return id;
  }

  /** What the cart has; empty if it does not exist. */
  public List<OrderContent> contents() {
    return state instanceof CartState.Opened opened
        ? List.of(opened.choice().content())
        : List.of();
  }

  public boolean isCheckedOut() {
    return state instanceof CheckedOut;
  }

  public void ask(CartCommand.FromClient command, Told told) {
    receive(
        () -> {
          if (changing != null || isOrderAsked) {
            told.done(false);
            return;
          }
          Instant beginning = nextBeginning();
          switch (Cart.decide(state, command, beginning)) {
            case Refused<CartEvent, CartRefused> refused -> told.done(false);
            case Accepted<CartEvent, CartRefused>(var events) when events.isEmpty() -> {
              if (state instanceof CheckingOut) askOrder(told);
              else told.done(true);
            }
            case Accepted<CartEvent, CartRefused>(var events) -> act(events.getFirst(), told);
          }
        });
  }

  /** Loses its memory. What was being written is in the journal, or is not. */
  public void crash() {
    if (!up) return;
    world.note(id, "crashes");
    up = false;
    life++;
    if (!inFlight.isEmpty() && world.chance(0.5)) append(inFlight);
    inFlight = List.of();
    changing = null;
    isOrderAsked = false;
    stash.clear();
    world.after(world.between(10, 3_000), this::recover);
  }

  private void recover() {
    state = replayed();
    skew = world.skew();
    lastBeginning = Instant.EPOCH;
    up = true;
    askOrder(done -> {});
  }

  private void receive(Runnable message) {
    if (!up) return;
    if (inFlight.isEmpty()) message.run();
    else stash.add(message);
  }

  private void act(CartEvent event, Told told) {
    CartState next = Cart.evolve(state, event);
    if (state instanceof Open(var before)
        && next instanceof Open(var after)
        && before.holdsAtOnce()) {
      Refill refill = Refill.of(id.order().hold(), before, after);
      take(refill.first(), event, told);
    } else if (next instanceof CheckingOut) {
      write(List.of(event), () -> askOrder(told));
    } else {
      write(List.of(event), () -> told.done(true));
    }
  }

  private void take(Refill.Step step, CartEvent event, Told told) {
    switch (step) {
      case Refill.Ask ask -> {
        long question = ++questions;
        changing = new Changing(ask.next(), event, question, told);
        Consumer<QuotaAnswer> answer = given -> receive(() -> onAnswer(question, given));
        quotas.ask(life, ask.quota(), ask.hold(), answer);
        var silence = new QuotaAnswer.Refused(QuotaRefusal.UNANSWERED, 0);
        world.after(Limits.QUOTA_BATCH_TIMEOUT, () -> answer.accept(silence));
      }
      case Refill.AllGranted granted -> {
        changing = null;
        write(
            List.of(event),
            () -> {
              send(granted.surplus());
              told.done(true);
            });
      }
      case Refill.GiveUp giveUp -> {
        changing = null;
        send(giveUp.undo());
        told.done(false);
      }
    }
  }

  /** The first answer to a question counts; the batcher drops the others. */
  private void onAnswer(long question, QuotaAnswer answer) {
    Changing under = changing;
    if (under == null || under.question() != question) return;
    take(under.refill().after(answer), under.event(), under.told());
  }

  private void send(List<Refill.Farewell> farewells) {
    farewells.forEach(
        farewell -> quotas.ask(life, farewell.quota(), farewell.request(), answer -> {}));
  }

  private void askOrder(Told told) {
    if (!(state instanceof CheckingOut(var choice)) || isOrderAsked) return;
    isOrderAsked = true;
    long question = ++orderQuestion;
    int asker = life;
    Runnable placed =
        () -> world.send(id.order() + ">" + id, () -> word(asker, question, null, told));
    Consumer<OrderRefusal> refused =
        reason -> world.send(id.order() + ">" + id, () -> word(asker, question, reason, told));
    OrderContent content = choice.content();
    long latest = ChronoUnit.MICROS.between(Instant.EPOCH, lastBeginning);
    long after = Math.max(latest, choice.attempt()) + 1;
    boolean late = choice.isExpired(now());
    world.send(
        id + "/" + life + ">" + id.order(),
        () -> {
          if (late) order.find(content.fingerprint(), placed, refused);
          else if (choice.holdsAtOnce()) order.takeOver(content, after, placed, refused);
          else order.place(content, placed, refused);
        });
    world.after(
        Limits.ENTITY_TIMEOUT,
        () -> {
          if (asker == life && isOrderAsked && question == orderQuestion) askAgainLater(told);
        });
  }

  private void askAgainLater(Told told) {
    int asker = life;
    isOrderAsked = false;
    told.done(false);
    world.after(
        Limits.DUTY_RETRY_MIN,
        () -> {
          if (asker == life) receive(() -> askOrder(done -> {}));
        });
  }

  private void word(int asker, long question, @Nullable OrderRefusal no, Told told) {
    if (asker != life) return;
    receive(
        () -> {
          if (!isOrderAsked || question != orderQuestion) return;
          isOrderAsked = false;
          var command = no == null ? new RecordOrder() : new RecordNoOrder(no);
          switch (Cart.decide(state, command, now())) {
            case Refused<CartEvent, CartRefused>(var reason) ->
                throw new AssertionError("the word of an order cannot be refused: " + reason);
            case Accepted<CartEvent, CartRefused>(var events) when events.isEmpty() ->
                askAgainLater(told);
            case Accepted<CartEvent, CartRefused>(var events) ->
                write(events, () -> told.done(state instanceof CheckedOut));
          }
        });
  }

  private void write(List<CartEvent> events, Runnable done) {
    inFlight = events;
    int writer = life;
    world.after(
        world.between(1, 20),
        () -> {
          if (writer != life) return;
          append(events);
          events.forEach(event -> state = Cart.evolve(state, event));
          inFlight = List.of();
          done.run();
          while (inFlight.isEmpty() && !stash.isEmpty()) {
            stash.remove().run();
          }
        });
  }

  private void append(List<CartEvent> events) {
    for (CartEvent event : events) {
      journal.add(event);
      world.note(id, event);
      if (event instanceof CartEvent.CheckoutBegun
          && replayed() instanceof CheckingOut(var choice)
          && choice.holdsAtOnce()) {
        checkoutBegun.accept(choice.content(), choice.until());
      }
    }
  }

  private CartState replayed() {
    CartState replayed = new CartState.Absent();
    for (CartEvent event : journal) {
      replayed = Cart.evolve(replayed, event);
    }
    return replayed;
  }

  private Instant nextBeginning() {
    Instant least = lastBeginning.plus(2, ChronoUnit.MICROS);
    lastBeginning = now().isBefore(least) ? least : now();
    return lastBeginning;
  }

  private Instant now() {
    return world.now().plus(skew);
  }

  /** The command that makes it an order. */
  public static CartCommand.FromClient checkOut() {
    return new CheckOut();
  }
}
