package id.kuota.http.edge.cancellation;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.sale.Cancellation;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.refund.TakingBack;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Undoes one order of a cancelled event by the commands of an operator: cancels it while it is
 * held, and takes its tickets back when it is paid; the order itself sends the money. Thread-safe,
 * and safe to repeat.
 */
final class OrderUndoing {

  /** What came of it. */
  enum Outcome {
    DONE,
    /** There was nothing to do any more: the read model is behind. */
    NOTHING,
    /** A node did not answer, or the order is between two states: to be asked again. */
    LATER
  }

  private final Engine engine;
  private final TakingBack takingBack;

  OrderUndoing(Engine engine) {
    this.engine = engine;
    this.takingBack = new TakingBack(engine);
  }

  /** Returns the outcome; the stage fails if a node does not answer. */
  CompletionStage<Outcome> undo(OrderId id, Cancellation cancellation) {
    return engine
        .orders()
        .look(id)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused>(var order, var repeated) ->
                      undo(order, cancellation);
                  case Reply.Refused<OrderView, OrderRefused> refused -> done(Outcome.LATER);
                });
  }

  private CompletionStage<Outcome> undo(OrderView order, Cancellation cancellation) {
    return switch (order.status()) {
      case HELD -> cancel(order.order());
      case RETAKING -> done(Outcome.LATER); // Its late money decides first.
      case PAID -> {
        List<Ticket> left =
            order.tickets().stream().filter(own -> !order.hasCancelled(own.id())).toList();
        var wanted =
            new TakingBack.Wanted(cancellation.reason(), cancellation.usedToo(), cancellation.by());
        yield next(order, left, 0, wanted, Outcome.NOTHING);
      }
      case CANCELLED, EXPIRED, REFUND_DUE, REFUNDED -> done(Outcome.NOTHING);
    };
  }

  private CompletionStage<Outcome> cancel(OrderId order) {
    return engine
        .orders()
        .ask(order, new OrderCommand.CancelOrder())
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused> cancelled -> Outcome.DONE;
                  // Its money came at this moment.
                  case Reply.Refused<OrderView, OrderRefused> refused -> Outcome.LATER;
                });
  }

  /** One ticket after the other, as for an operator who takes all of an order back. */
  private CompletionStage<Outcome> next(
      OrderView order, List<Ticket> left, int at, TakingBack.Wanted wanted, Outcome soFar) {
    if (at == left.size()) return done(soFar);
    return takingBack
        .takeBack(order, left.get(at), wanted)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case TakingBack.Outcome.Taken(var now, var repeated) ->
                      next(now, left, at + 1, wanted, Outcome.DONE);
                  case TakingBack.Outcome.No(var problem)
                      when problem.code() == ProblemCode.TICKET_USED && !wanted.evenIfUsed() ->
                      next(order, left, at + 1, wanted, soFar);
                  case TakingBack.Outcome.No no -> done(Outcome.LATER);
                });
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
