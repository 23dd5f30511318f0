package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.TicketId;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.readmodel.GateReports;
import id.kuota.persistence.readmodel.VoidCodes;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The routes for what a gate must know before the network goes, and for the people inside. */
public record GateReportRoutes(
    Engine engine,
    VoidCodes voidCodes,
    GateReports reports,
    GateRefusals refusals,
    BlockingReads reading,
    GateGuard guard)
    implements RouteGroup {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  /** For the device alone; it asks each time, which costs next to nothing if nothing is new. */
  private static final String VOID_CODES_CACHE = "private, no-cache";

  private static final int PAGE = 5_000;

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/sales/{sale}/void-codes", guard.steward(Scope.READ, this::voidCodes)),
        Route.get("/v1/sales/{sale}/gates", guard.steward(Scope.READ, this::gates)));
  }

  private CompletionStage<HttpResponse> voidCodes(RequestContext context, Steward steward) {
    String after = context.query("cursor").orElse("");
    if (!after.isEmpty() && !TicketId.isValid(after)) {
      return context.refuse(
          Problem.invalid(
              List.of(
                  FieldError.inParameter(
                      "cursor", "invalid", "must be the next_cursor of the page before"))));
    }
    return withSale(
        context,
        steward,
        sale ->
            reading.answer(
                context,
                () -> {
                  byte[] body =
                      Json.bytes(VoidCodesJson.of(sale, voidCodes.page(sale, after, PAGE)));
                  return Conditional.answer(
                      context,
                      Conditional.etagOf(body),
                      VOID_CODES_CACHE,
                      () -> Json.answer(200, body));
                }));
  }

  private CompletionStage<HttpResponse> gates(RequestContext context, Steward steward) {
    return withSale(
        context,
        steward,
        sale ->
            engine
                .sales()
                .find(sale)
                .thenCompose(
                    found ->
                        gates(context, sale, found.map(SaleView::lists).orElse(EntryLists.NONE))));
  }

  private CompletionStage<HttpResponse> gates(
      RequestContext context, SaleId sale, EntryLists lists) {
    return reading.answer(
        context,
        () ->
            Json.answer(200, GateReportJson.of(reports.of(sale), refusals.of(sale), lists))
                .addHeader(NO_STORE));
  }

  private static CompletionStage<HttpResponse> withSale(
      RequestContext context,
      Steward steward,
      Function<SaleId, CompletionStage<HttpResponse>> next) {
    String id = context.parameter("sale");
    if (!SaleId.isValid(id)) return context.refuse(Problem.of(ProblemCode.SALE_NOT_FOUND));
    var sale = new SaleId(id);
    return steward.serves(sale)
        ? next.apply(sale)
        : context.refuse(Problem.of(ProblemCode.FORBIDDEN));
  }
}
