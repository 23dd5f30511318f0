package id.kuota.http.edge.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.readmodel.Cancellations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The orders of a cancelled event are undone, whatever fails in between. */
final class CancellationWorkerTest {

  private static final OrderId HELD = order(1);
  private static final OrderId PAID = order(2);

  private final StubEngine engine = new StubEngine();
  private final Map<OrderId, CompletableFuture<Reply<OrderView, OrderRefused>>> replies =
      new HashMap<>();
  private final List<Optional<OrderId>> walked = new ArrayList<>();
  private List<SaleId> cancelledSales = List.of(Samples.SALE);
  private List<OrderId> pending = List.of();
  private Instant now = Samples.NOW;
  private final CancellationWorker worker =
      new CancellationWorker(
          engine.engine(), new ReadModel(), () -> true, Runnable::run, new ManualClock());

  /** What the read model shows: every order that the test has left pending, oldest first. */
  private final class ReadModel implements CancellationWorker.Orders {
    @Override
    public List<SaleId> sales(int limit) {
      return cancelledSales;
    }

    @Override
    public List<Cancellations.Pending> pending(
        SaleId sale, boolean usedToo, Optional<Cancellations.Pending> after, int limit) {
      walked.add(after.map(Cancellations.Pending::order));
      int from = after.map(last -> pending.indexOf(last.order()) + 1).orElse(0);
      return pending.stream()
          .skip(from)
          .limit(limit)
          .map(order -> new Cancellations.Pending(order, "held", Samples.NOW))
          .toList();
    }
  }

  private final class ManualClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("not asked for " + zone);
    }
  }

  @BeforeEach
  void cancelled() {
    cancelled(true);
    answer(HELD, Samples.held(HELD));
    answer(PAID, Samples.paid(PAID));
    engine.onOrder =
        order ->
            replies.getOrDefault(
                order,
                CompletableFuture.completedFuture(
                    new Reply.Answered<>(Samples.held(order), false)));
    engine.onTicket = ticket -> new Reply.Answered<>(ticket(ticket, false), false);
  }

  @Test
  void aHeldOrderIsCancelledAndAPaidOneIsTakenBackTicketByTicket() {
    pending = List.of(HELD, PAID);
    round();
    assertThat(engine.commands)
        .containsExactly(
            new OrderCommand.CancelOrder(),
            new TicketCommand.VoidTicket("a storm", "operator"),
            new OrderCommand.CancelTicket(first(), false, "a storm", "operator"),
            new TicketCommand.VoidTicket("a storm", "operator"),
            new OrderCommand.CancelTicket(second(), false, "a storm", "operator"));
  }

  @Test
  void aTicketThatWasTakenBackIsLeftAlone() {
    pending = List.of(PAID);
    answer(PAID, Samples.cancelled(PAID, first()));
    round();
    assertThat(engine.commands)
        .containsExactly(
            new TicketCommand.VoidTicket("a storm", "operator"),
            new OrderCommand.CancelTicket(second(), false, "a storm", "operator"));
  }

  @Test
  void aUsedTicketIsPaidBackUnlessTheOperatorExcludesIt() {
    engine.tickets.put(first(), ticket(first(), true));
    engine.onTicket = ticket -> new Reply.Answered<>(ticket(ticket, ticket.equals(first())), false);
    pending = List.of(PAID);
    round();
    assertThat(engine.commands)
        .contains(new OrderCommand.CancelTicket(first(), true, "a storm", "operator"));

    engine.commands.clear();
    cancelled(false);
    now = now.plus(CancellationWorker.IDLE_MAX);
    round();
    assertThat(engine.commands)
        .containsExactly(
            new TicketCommand.VoidTicket("a storm", "operator"),
            new OrderCommand.CancelTicket(second(), false, "a storm", "operator"));
  }

  @Test
  void whatFailsIsTriedAgainAndKeepsNoOtherWaiting() {
    pending = List.of(HELD, PAID);
    replies.put(
        HELD, CompletableFuture.failedFuture(new TimeoutException("no answer, on purpose")));
    round();
    assertThat(engine.commands).hasSize(4).doesNotContain(new OrderCommand.CancelOrder());

    engine.commands.clear();
    pending = List.of(HELD);
    replies.put(
        HELD,
        CompletableFuture.completedFuture(
            new Reply.Refused<>(OrderRefused.of(OrderRefusal.OVERLOADED))));
    now = now.plus(CancellationWorker.IDLE_MAX);
    round();
    assertThat(engine.commands).isEmpty();

    answer(HELD, Samples.held(HELD));
    now = now.plus(CancellationWorker.IDLE_MAX);
    round();
    assertThat(engine.commands).containsExactly(new OrderCommand.CancelOrder());
  }

  @Test
  void aLongSaleIsWalkedInPages() {
    pending =
        IntStream.range(10, 10 + 2 * CancellationWorker.PAGE)
            .mapToObj(CancellationWorkerTest::order)
            .toList();
    round();
    assertThat(engine.commands).hasSize(CancellationWorker.PAGE);
    round();
    round();
    assertThat(walked)
        .containsExactly(
            Optional.empty(),
            Optional.of(pending.get(CancellationWorker.PAGE - 1)),
            Optional.of(pending.getLast()));
    assertThat(engine.commands).hasSize(2 * CancellationWorker.PAGE);
  }

  @Test
  void anIdleWalkIsRepeatedLaterAndLaterAndLateOrdersAreFound() {
    for (Instant end = now.plus(Duration.ofHours(1)); now.isBefore(end); now = now.plusSeconds(1)) {
      round();
    }
    int walks = walked.size();
    assertThat(walks).as("walks in an hour").isBetween(12, 22);

    pending = List.of(PAID);
    now = now.plus(CancellationWorker.IDLE_MAX);
    round();
    assertThat(engine.commands).isNotEmpty();
    now = now.plus(CancellationWorker.PAUSE);
    round();
    assertThat(walked).as("at once while there is something to do").hasSize(walks + 2);
  }

  @Test
  void nothingIsUndoneOfASaleThatThisNodeDoesNotKnowToBeCancelled() {
    pending = List.of(HELD, PAID);
    engine.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.CLOSED, 4));
    round();
    assertThat(engine.commands).isEmpty();
    cancelled(true);
    now = now.plus(CancellationWorker.IDLE_MAX);
    round();
    assertThat(engine.commands).isNotEmpty();
  }

  @Test
  void aSaleThatIsNotKnownKeepsNoOtherWaiting() {
    cancelledSales = List.of(new SaleId("unknown-here"), Samples.SALE);
    pending = List.of(HELD);
    round();
    assertThat(engine.commands).isEmpty();
    round();
    assertThat(engine.commands).containsExactly(new OrderCommand.CancelOrder());
  }

  private void round() {
    assertThat(worker.round().toCompletableFuture()).isCompleted();
  }

  private void cancelled(boolean usedToo) {
    engine.sales.put(
        Samples.SALE,
        Samples.cancelled(new Cancellation("a storm", usedToo, "operator", Samples.NOW)));
  }

  private void answer(OrderId order, OrderView view) {
    replies.put(order, CompletableFuture.completedFuture(new Reply.Answered<>(view, false)));
  }

  private static OrderId order(int number) {
    return new OrderId("ord_%032d".formatted(number));
  }

  private static TicketId first() {
    return TicketId.of(PAID.value(), 1);
  }

  private static TicketId second() {
    return TicketId.of(PAID.value(), 2);
  }

  private static TicketView ticket(TicketId ticket, boolean used) {
    var scan =
        new Scan("nonce-1", new GateId(Samples.SALE + ".north"), "dev_1", "main", Samples.NOW);
    var in =
        new GatePassage(
            GatePassage.Direction.IN, scan, GatePassage.Mode.ONLINE, Samples.NOW, false);
    return new TicketView(
        ticket,
        new TicketOrigin(PAID.value(), Samples.SALE, new OfferId("cat1")),
        1,
        used ? TicketView.Status.CHECKED_IN : TicketView.Status.VOID,
        used ? List.of(in) : List.of(),
        List.of());
  }
}
