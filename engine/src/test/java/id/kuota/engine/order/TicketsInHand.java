package id.kuota.engine.order;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.ticket.TicketId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sale and its tickets that answer what a test says, or nothing. */
final class TicketsInHand implements TicketPort {

  private final List<TicketId> madeVoid = new CopyOnWriteArrayList<>();
  private volatile Optional<TicketsAfterRefund> rule = Optional.empty();
  private volatile Optional<Boolean> used = Optional.empty();

  void forget() {
    madeVoid.clear();
    rule = Optional.empty();
    used = Optional.empty();
  }

  void rules(TicketsAfterRefund says) {
    rule = Optional.of(says);
  }

  void answer(boolean areUsed) {
    used = Optional.of(areUsed);
  }

  /** Tickets that were asked, whether they answered or not. */
  List<TicketId> madeVoid() {
    return madeVoid;
  }

  @Override
  public CompletionStage<TicketsAfterRefund> rule(SaleId sale) {
    return rule.map(CompletableFuture::completedFuture).orElseGet(TicketsInHand::silence);
  }

  @Override
  public CompletionStage<Boolean> makeVoid(OrderId order, SaleId sale, Ticket ticket) {
    madeVoid.add(ticket.id());
    return used.map(CompletableFuture::completedFuture).orElseGet(TicketsInHand::silence);
  }

  private static <T> CompletableFuture<T> silence() {
    return CompletableFuture.failedFuture(new IllegalStateException("unreachable"));
  }
}
