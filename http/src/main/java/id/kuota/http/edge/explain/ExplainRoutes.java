package id.kuota.http.edge.explain;

import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.ticket.TicketId;
import id.kuota.http.edge.identity.BuyerHeader;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.AsOfJson;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.history.OrderExplanation;
import id.kuota.persistence.history.OrderHistories;
import id.kuota.persistence.readmodel.AsOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What became of an order, of that of a ticket, or of those of a buyer; for operators. */
public record ExplainRoutes(
    OrderHistories histories, BuyerKeys buyers, BlockingReads reading, OperatorDoor operator)
    implements RouteGroup {

  /** Orders of one buyer in one answer: the latest. */
  static final int ORDERS_MAX = 10;

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/v1/explanations", operator.guard(Scope.READ, this::explain)));
  }

  private CompletionStage<HttpResponse> explain(RequestContext context) {
    var faults = new ArrayList<FieldError>();
    Optional<String> order = context.query("order");
    Optional<String> ticket = context.query("ticket");
    List<BuyerKey> buyer = BuyerHeader.keys(context, buyers, faults);
    if (order.isPresent() && !OrderId.isValid(order.get())) {
      faults.add(FieldError.inParameter("order", "invalid", "must be the id of an order"));
    }
    if (ticket.isPresent() && !TicketId.isValid(ticket.get())) {
      faults.add(FieldError.inParameter("ticket", "invalid", "must be the id of a ticket"));
    }
    int subjects =
        (order.isPresent() ? 1 : 0) + (ticket.isPresent() ? 1 : 0) + (buyer.isEmpty() ? 0 : 1);
    if (faults.isEmpty() && subjects != 1) {
      faults.add(
          FieldError.inParameter(
              "order", "one_of", "give order, ticket, or the header " + BuyerHeader.NAME));
    }
    if (!faults.isEmpty()) return context.refuse(Problem.invalid(faults));
    var texts = new ExplainTexts(Language.of(context));
    return reading.answer(
        context,
        () -> {
          if (order.isPresent()) return ofOrder(context, new OrderId(order.get()), texts);
          if (ticket.isPresent()) return ofTicket(context, new TicketId(ticket.get()), texts);
          return ofBuyer(buyer, texts);
        });
  }

  private HttpResponse ofOrder(RequestContext context, OrderId order, ExplainTexts texts) {
    return histories
        .explain(order)
        .map(told -> answer(told.asOf(), List.of(told), false, texts))
        .orElseGet(
            () ->
                context.problem(
                    Problem.of(
                        ProblemCode.ORDER_NOT_FOUND,
                        "The journal has no such order; a request that is refused leaves none.")));
  }

  private HttpResponse ofTicket(RequestContext context, TicketId ticket, ExplainTexts texts) {
    return histories
        .ofTicket(ticket)
        .map(order -> ofOrder(context, order, texts))
        .orElseGet(
            () ->
                context.problem(
                    Problem.of(
                        ProblemCode.TICKET_NOT_FOUND,
                        "The lists know no such ticket, or do not know it yet.")));
  }

  private HttpResponse ofBuyer(List<BuyerKey> keys, ExplainTexts texts) {
    AsOf asOf = histories.asOf();
    OrderHistories.OfBuyer found = histories.ofBuyer(keys, null, ORDERS_MAX);
    List<OrderExplanation> orders =
        found.orders().stream().flatMap(order -> histories.explain(order).stream()).toList();
    return answer(asOf, orders, found.hasMore(), texts);
  }

  private static HttpResponse answer(
      AsOf asOf, List<OrderExplanation> orders, boolean hasMore, ExplainTexts texts) {
    var body =
        new ExplanationJson(
            AsOfJson.of(asOf),
            orders.stream().map(order -> ExplanationJson.One.of(order, texts)).toList(),
            orders.isEmpty() ? texts.noOrders() : null,
            hasMore);
    return Json.answer(200, body).addHeader(RawHeader.create("Cache-Control", "private, no-store"));
  }
}
