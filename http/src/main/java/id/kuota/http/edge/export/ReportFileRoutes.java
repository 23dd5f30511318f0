package id.kuota.http.edge.export;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.report.Reports;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The list of reports, and each report as a file; for operators. */
public record ReportFileRoutes(ReportFiles files, OperatorDoor operator) implements RouteGroup {

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v1/sales/{sale}/reports", operator.guard(Scope.REPORTS, ReportFileRoutes::list)),
        Route.get("/v1/sales/{sale}/reports/{report}", operator.guard(Scope.REPORTS, this::file)));
  }

  /** Every sale has the same reports, so the database is not asked whether there is the sale. */
  private static CompletionStage<HttpResponse> list(RequestContext context) {
    return SaleId.isValid(context.parameter("sale"))
        ? CompletableFuture.completedFuture(
            Json.answer(200, ReportListJson.of(Reports.all(), Language.of(context))))
        : context.refuse(ReportQuery.unknownSale());
  }

  private CompletionStage<HttpResponse> file(RequestContext context) {
    return context.with(ReportQuery.of(context), query -> files.answer(context, query));
  }
}
