package id.kuota.http.edge.ticket;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.json.Fields;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The routes that change tickets: a new code, by the order's holder; and no code any more, by the
 * operator.
 */
public final class TicketChangeRoutes implements RouteGroup {

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");
  private static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");
  private static final String HOLDER = "holder of the order";
  private static final int REASON_MAX = 200;

  private final Engine engine;
  private final OrderIds orders;
  private final TicketIssuer issuer;
  private final OperatorDoor operator;

  public TicketChangeRoutes(
      Engine engine, ServerSecret secret, SigningKeys keys, OperatorDoor operator) {
    this.engine = engine;
    this.orders = new OrderIds(secret);
    this.issuer = new TicketIssuer(secret, keys);
    this.operator = operator;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/orders/{order}/tickets/{ticket}/reissue", this::reissue),
        Route.post(
            "/v1/orders/{order}/tickets/{ticket}/void",
            operator.guard(Scope.REFUNDS, this::toVoid)));
  }

  private CompletionStage<HttpResponse> reissue(RequestContext context) {
    return context.withKey(
        key -> context.withBody(TicketChangeRoutes::reissue, command -> change(context, command)));
  }

  private CompletionStage<HttpResponse> toVoid(RequestContext context) {
    return context.withBody(
        body -> toVoid(body, context.author()), command -> change(context, command));
  }

  private static TicketCommand.ReissueTicket reissue(Fields body) {
    return new TicketCommand.ReissueTicket(
        (int) body.whole("generation", 1, TicketClaim.GENERATION_MAX), HOLDER);
  }

  private static TicketCommand.VoidTicket toVoid(Fields body, String by) {
    return new TicketCommand.VoidTicket(body.text("reason", 1, REASON_MAX), by);
  }

  private CompletionStage<HttpResponse> change(RequestContext context, TicketCommand command) {
    Optional<OrderId> order = orders.parse(context.parameter("order"));
    if (order.isEmpty()) return context.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND));
    return engine
        .orders()
        .look(order.get())
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                      change(context, view, command);
                  case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                      context.refuse(OrderProblems.of(refused));
                });
  }

  private CompletionStage<HttpResponse> change(
      RequestContext context, OrderView order, TicketCommand command) {
    var id = new TicketId(context.parameter("ticket"));
    Optional<Integer> number = TicketFinder.number(order, id);
    if (number.isEmpty()) return context.refuse(Problem.of(without(order, id)));
    Ticket ticket = order.tickets().get(number.get() - 1);
    var origin = new TicketOrigin(order.order().value(), order.sale(), ticket.offer());
    return engine
        .tickets()
        .ask(id, origin, command)
        .thenApply(reply -> answer(context, order, number.get(), reply));
  }

  /** A ticket that an order had and has no more was cancelled: with its order or alone. */
  private static ProblemCode without(OrderView order, TicketId ticket) {
    return order.tickets().stream().anyMatch(own -> own.id().equals(ticket))
        ? ProblemCode.TICKET_VOID
        : ProblemCode.TICKET_NOT_FOUND;
  }

  private HttpResponse answer(
      RequestContext context, OrderView order, int number, Reply<TicketView, TicketRefused> reply) {
    return switch (reply) {
      case Reply.Answered<TicketView, TicketRefused>(var view, var repeated) -> {
        IssuedTicket issued = issuer.issue(order, number, Optional.of(view));
        HttpResponse answer =
            Json.answer(200, TicketsJson.TicketJson.of(issued)).addHeader(PRIVATE);
        yield repeated ? answer.addHeader(REPLAYED) : answer;
      }
      case Reply.Refused<TicketView, TicketRefused>(var refused) ->
          context.problem(
              refused.reason() == TicketRefusal.CANCELED
                  ? Problem.of(ProblemCode.TICKET_VOID)
                  : TicketProblems.of(refused.reason()));
    };
  }
}
