package id.kuota.engine.order;

import id.kuota.engine.Limits;
import id.kuota.engine.telemetry.EngineLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An actor that wakes passivated orders with pending work: money to send back, a payment of unknown
 * outcome. It goes round among them, so that none starves. It polls the read model, which may lag.
 */
public final class PendingOrderScanner extends AbstractBehavior<PendingOrderScanner.Message> {

  /** The query for orders with pending work. */
  public interface PendingOrderQuery {

    /** Finds none. */
    PendingOrderQuery NONE =
        (after, now, overdueSince, limit) ->
            CompletableFuture.completedFuture(new Page(List.of(), 0));

    /**
     * Returns some of them, ordered by their ids.
     *
     * @param after the last one that was found before; empty to begin
     * @param now only of those whose next try is due by now
     * @param overdueSince refunds that are owed since before then are counted as overdue
     * @param limit most ids to return
     */
    CompletionStage<Page> withErrands(String after, Instant now, Instant overdueSince, int limit);
  }

  /**
   * Orders to wake.
   *
   * @param overdue refunds that are owed for too long, of all orders
   */
  public record Page(List<OrderId> orders, long overdue) {
    public Page {
      orders = List.copyOf(orders);
    }
  }

  public sealed interface Message {}

  private record RoundDue() implements Message {}

  private record Found(Page page) implements Message {}

  private record Failed(Throwable cause) implements Message {}

  private static final Logger log = LoggerFactory.getLogger(PendingOrderScanner.class);

  private final PendingOrderQuery sleeping;
  private final Clock clock;
  private final Consumer<OrderId> wake;
  private String last = "";
  private Instant alarmed = Instant.EPOCH;

  private PendingOrderScanner(
      ActorContext<Message> context,
      PendingOrderQuery sleeping,
      Clock clock,
      Consumer<OrderId> wake) {
    super(context);
    this.sleeping = sleeping;
    this.clock = clock;
    this.wake = wake;
  }

  /**
   * The waker of one node.
   *
   * @param wake sends an order, wherever it lives, a message that it must be up to receive
   */
  public static Behavior<Message> create(
      PendingOrderQuery sleeping, Clock clock, Consumer<OrderId> wake) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(
                      new RoundDue(), Duration.ZERO, Limits.PENDING_ORDER_SCAN_INTERVAL);
                  return new PendingOrderScanner(context, sleeping, clock, wake);
                }));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case RoundDue due -> ask();
      case Found(var page) -> found(page);
      case Failed failed -> EngineLog.PENDING_ORDERS_UNREAD.log(log, failed.cause().getMessage());
    }
    return this;
  }

  private void ask() {
    Instant now = clock.instant();
    getContext()
        .pipeToSelf(
            sleeping.withErrands(last, now, now.minus(Limits.REFUND_ALARM), Limits.WAKE_MAX),
            (page, failure) -> failure == null ? new Found(page) : new Failed(failure));
  }

  private void found(Page page) {
    page.orders().forEach(wake);
    boolean isLastPage = page.orders().size() < Limits.WAKE_MAX;
    last = isLastPage ? "" : page.orders().getLast().value();
    Instant now = clock.instant();
    if (page.overdue() > 0 && !now.isBefore(alarmed.plus(Limits.REFUND_ALARM_INTERVAL))) {
      alarmed = now;
      EngineLog.REFUNDS_OVERDUE.log(log, page.overdue(), Limits.REFUND_ALARM);
    }
  }
}
