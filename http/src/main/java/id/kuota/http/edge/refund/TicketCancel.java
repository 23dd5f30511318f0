package id.kuota.http.edge.refund;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Takes back one ticket of an order, or all of them. */
final class TicketCancel {

  /** Tickets that one request takes back; an operator with more sends another request. */
  static final int TICKETS_MAX = 100;

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");

  private final Engine engine;
  private final OrderIds orders;
  private final TakingBack takingBack;

  TicketCancel(Engine engine, OrderIds orders) {
    this.engine = engine;
    this.orders = orders;
    this.takingBack = new TakingBack(engine);
  }

  /** Cancels one ticket. */
  CompletionStage<HttpResponse> one(RequestContext context) {
    return withOrder(
        context,
        (order, wanted) ->
            order.tickets().stream()
                .filter(own -> own.id().value().equals(context.parameter("ticket")))
                .findFirst()
                .map(ticket -> one(context, order, ticket, wanted))
                .orElseGet(() -> context.refuse(Problem.of(ProblemCode.TICKET_NOT_FOUND))));
  }

  private CompletionStage<HttpResponse> one(
      RequestContext context, OrderView order, Ticket ticket, TakingBack.Wanted wanted) {
    return takingBack
        .takeBack(order, ticket, wanted)
        .thenApply(
            outcome ->
                switch (outcome) {
                  case TakingBack.Outcome.Taken(var now, var repeated) -> {
                    HttpResponse answer =
                        Json.answer(200, CancelledTicketJson.of(now, ticket.id()))
                            .addHeader(PRIVATE);
                    yield repeated
                        ? answer.addHeader(RawHeader.create("Idempotent-Replayed", "true"))
                        : answer;
                  }
                  case TakingBack.Outcome.No(var problem) -> context.problem(problem);
                });
  }

  /** All tickets that are left, one after the other; it stops at the first that cannot be. */
  CompletionStage<HttpResponse> all(RequestContext context) {
    return withOrder(
        context,
        (order, wanted) -> {
          List<Ticket> left =
              order.tickets().stream().filter(own -> !order.hasCancelled(own.id())).toList();
          if (order.tickets().isEmpty()) {
            return context.refuse(Problem.of(ProblemCode.ORDER_UNPAID));
          }
          return next(context, order, left, 0, wanted, new ArrayList<>());
        });
  }

  private CompletionStage<HttpResponse> next(
      RequestContext context,
      OrderView order,
      List<Ticket> left,
      int done,
      TakingBack.Wanted wanted,
      List<CancelledTicketJson> taken) {
    if (done == left.size() || done == TICKETS_MAX) {
      var answer = new CancelledOrderJson(order.order().value(), taken, left.size() - done);
      return CompletableFuture.completedFuture(Json.answer(200, answer).addHeader(PRIVATE));
    }
    Ticket ticket = left.get(done);
    return takingBack
        .takeBack(order, ticket, wanted)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case TakingBack.Outcome.Taken(var now, var repeated) -> {
                    taken.add(CancelledTicketJson.of(now, ticket.id()));
                    yield next(context, now, left, done + 1, wanted, taken);
                  }
                  case TakingBack.Outcome.No(var problem) -> context.refuse(problem);
                });
  }

  /** Something to do with an order that there is. */
  private interface WithOrder {
    CompletionStage<HttpResponse> go(OrderView order, TakingBack.Wanted wanted);
  }

  private CompletionStage<HttpResponse> withOrder(RequestContext context, WithOrder next) {
    Optional<OrderId> id = orders.parse(context.parameter("order"));
    if (id.isEmpty()) return context.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND));
    return context.withBody(
        body -> TakingBack.Wanted.read(body, context.author()),
        wanted ->
            engine
                .orders()
                .look(id.get())
                .thenCompose(
                    reply ->
                        switch (reply) {
                          case Reply.Answered<OrderView, OrderRefused>(var order, var repeated) ->
                              next.go(order, wanted);
                          case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                              context.refuse(OrderProblems.of(refused));
                        }));
  }
}
