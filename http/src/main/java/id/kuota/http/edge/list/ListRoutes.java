package id.kuota.http.edge.list;

import id.kuota.engine.ticket.TicketId;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.ConfigurationChangeList;
import id.kuota.persistence.readmodel.ListCursor;
import id.kuota.persistence.readmodel.ListFilter;
import id.kuota.persistence.readmodel.ListPage;
import id.kuota.persistence.readmodel.OrderLists;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/** The lists of orders, tickets, payments, passages and changes, for operators. */
public record ListRoutes(
    OrderLists lists,
    ConfigurationChangeList changes,
    BuyerKeys buyers,
    BlockingReads reading,
    OperatorDoor operator)
    implements RouteGroup {

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");

  /** More are in the list of passages. */
  private static final int PASSAGES_MAX = 200;

  /** Reads one page. */
  private interface Reader<T> {
    ListPage<T> read(ListFilter filter, Optional<ListCursor> after, int limit);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v1/orders",
            operator.guard(Scope.READ, list(ListKind.ORDERS, lists::orders, ListJson.Orders::of))),
        Route.get(
            "/v1/tickets",
            operator.guard(
                Scope.READ, list(ListKind.TICKETS, lists::tickets, ListJson.Tickets::of))),
        Route.get("/v1/tickets/{ticket}/history", operator.guard(Scope.READ, this::history)),
        Route.get(
            "/v1/payments",
            operator.guard(
                Scope.READ, list(ListKind.PAYMENTS, lists::payments, ListJson.Payments::of))),
        Route.get(
            "/v1/check-ins",
            operator.guard(
                Scope.READ, list(ListKind.CHECK_INS, lists::checkIns, ListJson.CheckIns::of))),
        Route.get(
            "/v1/changes",
            operator.guard(
                Scope.READ, list(ListKind.CHANGES, changes::changes, ListJson.Changes::of))));
  }

  private CompletionStage<HttpResponse> history(RequestContext context) {
    String id = context.parameter("ticket");
    if (!TicketId.isValid(id)) return context.refuse(Problem.of(ProblemCode.TICKET_NOT_FOUND));
    return reading.answer(
        context,
        () ->
            lists
                .history(new TicketId(id), PASSAGES_MAX)
                .map(history -> Json.answer(200, TicketHistoryJson.of(history)).addHeader(PRIVATE))
                .orElseGet(() -> context.problem(Problem.of(ProblemCode.TICKET_NOT_FOUND))));
  }

  private <T> Handler list(
      ListKind kind, Reader<T> reader, BiFunction<ListPage<T>, @Nullable String, ListJson> json) {
    return context ->
        context.with(
            ListRequest.of(kind, context, buyers),
            request ->
                reading.answer(
                    context,
                    () -> {
                      ListPage<T> page =
                          reader.read(request.filter(), request.after(), request.limit());
                      ListCursor next = page.next();
                      String cursor =
                          next == null
                              ? null
                              : CursorText.of(next, kind, request.filter().byChange());
                      return Json.answer(200, json.apply(page, cursor)).addHeader(PRIVATE);
                    }));
  }
}
