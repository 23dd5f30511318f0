package id.kuota.http.edge.refund;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.json.Fields;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.ticket.TicketProblems;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The taking back of a ticket. It is voided first and its order hears of it then, so a ticket that
 * is paid back never admits; a retry goes on where it broke off. Thread-safe.
 */
public final class TakingBack {

  /**
   * The operator's request.
   *
   * @param evenIfUsed also a ticket that has admitted a person
   * @param by the operator in histories
   */
  public record Wanted(String reason, boolean evenIfUsed, String by) {

    private static final int REASON_MAX = 200;

    static Wanted read(Fields body, String by) {
      return new Wanted(body.text("reason", 1, REASON_MAX), body.flag("even_if_used", false), by);
    }
  }

  /** What came of it. */
  public sealed interface Outcome {

    /**
     * The order as it is now.
     *
     * @param repeated whether the ticket had been taken back before
     */
    record Taken(OrderView order, boolean repeated) implements Outcome {}

    record No(Problem problem) implements Outcome {}
  }

  private final Engine engine;

  public TakingBack(Engine engine) {
    this.engine = engine;
  }

  /**
   * Takes back one ticket of the order. Safe to repeat; the stage fails if a node does not answer.
   */
  public CompletionStage<Outcome> takeBack(OrderView order, Ticket ticket, Wanted wanted) {
    TicketId id = ticket.id();
    if (order.hasCancelled(id)) {
      return CompletableFuture.completedFuture(new Outcome.Taken(order, true));
    }
    var origin = new TicketOrigin(order.order().value(), order.sale(), ticket.offer());
    return engine
        .tickets()
        .look(id)
        .thenCompose(
            known ->
                known.filter(TicketView::hasAdmitted).isPresent() && !wanted.evenIfUsed()
                    ? no(Problem.of(ProblemCode.TICKET_USED))
                    : toVoid(order, id, origin, wanted));
  }

  private CompletionStage<Outcome> toVoid(
      OrderView order, TicketId id, TicketOrigin origin, Wanted wanted) {
    return engine
        .tickets()
        .ask(id, origin, new TicketCommand.VoidTicket(wanted.reason(), wanted.by()))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<TicketView, TicketRefused>(var view, var repeated) ->
                      payBack(order, id, view.hasAdmitted(), wanted);
                  case Reply.Refused<TicketView, TicketRefused>(var refused) ->
                      no(TicketProblems.of(refused.reason()));
                });
  }

  private CompletionStage<Outcome> payBack(
      OrderView order, TicketId id, boolean used, Wanted wanted) {
    if (used && !wanted.evenIfUsed()) { // It admitted a person at this very moment.
      return no(Problem.of(ProblemCode.TICKET_USED));
    }
    return engine
        .orders()
        .ask(order.order(), new OrderCommand.CancelTicket(id, used, wanted.reason(), wanted.by()))
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                      new Outcome.Taken(view, repeated);
                  case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                      new Outcome.No(OrderProblems.of(refused));
                });
  }

  private static CompletionStage<Outcome> no(Problem problem) {
    return CompletableFuture.completedFuture(new Outcome.No(problem));
  }
}
