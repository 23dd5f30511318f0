package id.kuota.http.edge.preparation;

import id.kuota.engine.Engine;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Fields;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.SurroundingsReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Prepares a sale: wakes its quotas, so that they are spread before the buyers come, and says
 * whether everything else is there. Safe to repeat.
 *
 * @param look returns the picture of the cluster
 * @param lease validity of a node's lease
 */
public record PreparationRoutes(
    Engine engine,
    Supplier<CompletionStage<ClusterJson>> look,
    SurroundingsReader surroundings,
    BlockingReads reading,
    OperatorDoor operator,
    Duration lease,
    Clock clock)
    implements RouteGroup {

  private static final long PEAK_MAX = 1_000_000;

  /** The body of the request. */
  private record Wanted(Instant at, long peak) {
    static Wanted read(Fields body) {
      return new Wanted(body.instant("at"), body.whole("peak", 1, PEAK_MAX));
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/sales/{sale}/preparation", operator.guard(Scope.SALES, this::prepare)));
  }

  private CompletionStage<HttpResponse> prepare(RequestContext context) {
    String id = context.parameter("sale");
    if (!SaleId.isValid(id)) return context.refuse(Problem.of(ProblemCode.SALE_NOT_FOUND));
    return context.withBody(
        Wanted::read,
        wanted ->
            engine
                .sales()
                .find(new SaleId(id))
                .thenCompose(
                    found ->
                        found.isPresent()
                            ? prepare(context, found.get(), wanted)
                            : context.refuse(Problem.of(ProblemCode.SALE_NOT_FOUND))));
  }

  private CompletionStage<HttpResponse> prepare(
      RequestContext context, SaleView sale, Wanted wanted) {
    return silentQuotas(sale)
        .thenCompose(
            silent ->
                look.get()
                    .thenCompose(
                        picture ->
                            reading.answer(
                                context, () -> answer(facts(sale, silent, picture), wanted))));
  }

  private Facts facts(SaleView sale, List<String> silent, ClusterJson picture) {
    return new Facts(
        sale,
        picture.hotQuotas().stream()
            .filter(quota -> new QuotaId(quota.id()).sale().equals(sale.sale().value()))
            .toList(),
        silent,
        surroundings.read(sale.sale()),
        !engine.orders().payable().ranges().isEmpty(),
        clock.instant(),
        lease);
  }

  /** Wakes all quotas at once; each answer takes the time of an ask at most. */
  private CompletionStage<List<String>> silentQuotas(SaleView sale) {
    var asked = new LinkedHashMap<String, CompletableFuture<Boolean>>();
    for (QuotaTerms quota : sale.terms().quotas()) {
      QuotaId id = QuotaId.shared(sale.sale().value(), quota.name());
      engine.quotas().wake(id);
      asked.put(
          quota.name(),
          engine
              .quotas()
              .explain(id)
              .handle((view, failure) -> failure == null && view.isPresent())
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                asked.entrySet().stream()
                    .filter(quota -> !quota.getValue().resultNow())
                    .map(Map.Entry::getKey)
                    .toList());
  }

  private static HttpResponse answer(Facts facts, Wanted wanted) {
    return Json.answer(200, Preparation.of(facts, wanted.at(), wanted.peak()))
        .addHeader(RawHeader.create("Cache-Control", "no-store"));
  }
}
