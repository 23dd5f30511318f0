package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.identity.BuyerHeader;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.persistence.readmodel.ListFilter;
import id.kuota.persistence.readmodel.OrderLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * A search for the paid orders of a person who stands at the door without a code: by the order, or
 * by the buyer's e-mail address or phone number. A list knows which orders those are; what becomes
 * of their tickets, the orders and tickets say themselves.
 */
final class DoorSearch {

  /** Orders of one buyer in one sale that are shown: the latest. */
  static final int ORDERS_MAX = 10;

  /** Tickets of one order that are shown. */
  static final int TICKETS_MAX = 50;

  private final Engine engine;
  private final OrderLists lists;
  private final OrderIds ids;
  private final BuyerKeys buyers;

  DoorSearch(Engine engine, OrderLists lists, OrderIds ids, BuyerKeys buyers) {
    this.engine = engine;
    this.lists = lists;
    this.ids = ids;
    this.buyers = buyers;
  }

  /** What is searched for. */
  sealed interface Wanted {

    record ByOrder(OrderId order) implements Wanted {}

    record ByBuyer(List<BuyerKey> keys) implements Wanted {}
  }

  /**
   * A paid order, and of each of its tickets in their order what its entity says, if it has one.
   */
  record Found(OrderView order, List<Optional<TicketView>> tickets) {}

  /** Reads what is searched for: an order, or else a buyer. */
  Validated<Wanted> wanted(RequestContext context) {
    Optional<String> order = context.query("order");
    if (order.isPresent()) {
      return ids.parse(order.get())
          .<Validated<Wanted>>map(id -> new Validated.Valid<>(new Wanted.ByOrder(id)))
          .orElseGet(() -> new Validated.Invalid<>(Problem.of(ProblemCode.ORDER_NOT_FOUND)));
    }
    var faults = new ArrayList<FieldError>();
    List<BuyerKey> keys = BuyerHeader.keys(context, buyers, faults);
    if (keys.isEmpty() && faults.isEmpty()) {
      faults.add(
          FieldError.inParameter(
              "order", "required", "name an order, or a buyer in the header Kuota-Buyer"));
    }
    return faults.isEmpty()
        ? new Validated.Valid<>(new Wanted.ByBuyer(keys))
        : new Validated.Invalid<>(Problem.invalid(faults));
  }

  /** Returns the ids of paid orders, the latest first. Blocks on the database. */
  List<OrderId> orders(SaleId sale, Wanted.ByBuyer wanted) {
    var filter =
        new ListFilter(
            Map.of(ListFilter.Field.SALE, sale.value(), ListFilter.Field.STATE, "paid"),
            wanted.keys().stream().map(BuyerKey::value).toList(),
            null,
            null,
            null,
            null,
            null);
    return lists.orders(filter, Optional.empty(), ORDERS_MAX).rows().stream()
        .map(order -> new OrderId(order.id()))
        .toList();
  }

  /** Returns those of the orders that are of this sale and paid, with their tickets. */
  CompletionStage<List<Found>> look(SaleId sale, List<OrderId> orders) {
    return all(orders.stream().map(order -> look(sale, order)))
        .thenApply(found -> found.stream().flatMap(Optional::stream).toList());
  }

  /** Returns one order with its tickets; empty if it is not paid, or of another sale. */
  CompletionStage<Optional<Found>> look(SaleId sale, OrderId id) {
    return engine
        .orders()
        .look(id)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused>(var order, var repeated)
                      when order.sale().equals(sale) && order.status() == OrderView.Status.PAID ->
                      tickets(order).thenApply(tickets -> Optional.of(new Found(order, tickets)));
                  case Reply.Answered<OrderView, OrderRefused> other ->
                      CompletableFuture.completedFuture(Optional.empty());
                  case Reply.Refused<OrderView, OrderRefused> unknown ->
                      CompletableFuture.completedFuture(Optional.empty());
                });
  }

  private CompletionStage<List<Optional<TicketView>>> tickets(OrderView order) {
    return all(
        order.tickets().stream()
            .limit(TICKETS_MAX)
            .map(Ticket::id)
            .map(ticket -> engine.tickets().look(ticket)));
  }

  private static <T> CompletionStage<List<T>> all(Stream<CompletionStage<T>> stages) {
    List<CompletableFuture<T>> asked = stages.map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(done -> asked.stream().map(CompletableFuture::resultNow).toList());
  }
}
