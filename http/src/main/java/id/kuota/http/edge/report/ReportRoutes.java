package id.kuota.http.edge.report;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.SaleListings;
import id.kuota.persistence.readmodel.SaleReport;
import id.kuota.persistence.readmodel.SaleReports;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The report of a sale, and the list of all sales. */
public record ReportRoutes(
    SaleReports reports, SaleListings listings, BlockingReads reading, OperatorDoor operator)
    implements RouteGroup {

  private static final String LIST_CACHE =
      "public, max-age=5, s-maxage=5, stale-while-revalidate=10, stale-if-error=60";

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/sales", this::list),
        Route.get("/v1/sales/{sale}/report", operator.guard(Scope.REPORTS, this::report)));
  }

  private CompletionStage<HttpResponse> list(RequestContext context) {
    return context.with(
        SalesPage.of(context),
        page ->
            reading.answer(
                context,
                () -> {
                  byte[] body =
                      Json.bytes(SalesPageJson.of(listings.page(page.after(), page.limit())));
                  return Conditional.answer(
                      context, Conditional.etagOf(body), LIST_CACHE, () -> Json.answer(200, body));
                }));
  }

  private CompletionStage<HttpResponse> report(RequestContext context) {
    String sale = context.parameter("sale");
    if (!SaleId.isValid(sale)) return context.refuse(unknown());
    return reading.answer(
        context,
        () ->
            reports
                .find(new SaleId(sale))
                .map(ReportRoutes::answer)
                .orElseGet(() -> context.problem(unknown())));
  }

  private static HttpResponse answer(SaleReport report) {
    return Json.answer(200, ReportJson.of(report))
        .addHeader(RawHeader.create("Cache-Control", "private, no-store"));
  }

  private static Problem unknown() {
    return Problem.of(
        ProblemCode.SALE_NOT_FOUND, "The reports know no such sale, or do not know it yet.");
  }
}
