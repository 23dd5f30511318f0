package id.kuota.http.edge.report;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.reconciliation.TieOut;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The numbers of a sale by their sources, for an operator. */
public record TieOutRoutes(TieOut tieOut, BlockingReads reading, OperatorDoor operator)
    implements RouteGroup {

  /** Time for the journal: half of that in which a request has to be answered. */
  private static final Duration JOURNAL_MAX = Duration.ofSeconds(4);

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/sales/{sale}/tie-out", operator.guard(Scope.REPORTS, this::compare)));
  }

  private CompletionStage<HttpResponse> compare(RequestContext context) {
    String sale = context.parameter("sale");
    if (!SaleId.isValid(sale)) return context.refuse(unknown());
    return reading.answer(
        context,
        () ->
            tieOut
                .of(new SaleId(sale), JOURNAL_MAX)
                .map(
                    report ->
                        Json.answer(200, TieOutJson.of(report))
                            .addHeader(RawHeader.create("Cache-Control", "private, no-store")))
                .orElseGet(() -> context.problem(unknown())));
  }

  private static Problem unknown() {
    return Problem.of(
        ProblemCode.SALE_NOT_FOUND, "The reports know no such sale, or do not know it yet.");
  }
}
