package id.kuota.http.edge.sale;

import id.kuota.engine.Engine;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Public data of a sale. The answers are equal for all clients, so caches may keep them. */
public record PublicSaleRoutes(Engine engine, Clock clock) implements RouteGroup {

  private static final String SALE_CACHE =
      "public, max-age=5, s-maxage=5, stale-while-revalidate=10, stale-if-error=60";

  /** A shared cache turns any number of pollers into one request every two seconds. */
  private static final String AVAILABILITY_CACHE =
      "public, max-age=1, s-maxage=2, stale-while-revalidate=5, stale-if-error=30";

  @Override
  public List<Route> routes() {
    return List.of(
        Route.publicGet("/v1/sales/{sale}", this::sale),
        Route.publicGet("/v1/sales/{sale}/availability", this::availability));
  }

  private CompletionStage<HttpResponse> sale(RequestContext context) {
    return withSale(
        context,
        view -> {
          Instant now = clock.instant();
          return CompletableFuture.completedFuture(
              Conditional.answer(
                  context,
                  SaleJson.etag(view, now),
                  SALE_CACHE,
                  () -> Json.answer(200, SaleJson.of(view, now))));
        });
  }

  private CompletionStage<HttpResponse> availability(RequestContext context) {
    return withSale(
        context,
        view ->
            numbers(view)
                .thenApply(
                    quotas -> {
                      byte[] body = Json.bytes(AvailabilityJson.of(view, quotas));
                      return Conditional.answer(
                          context,
                          Conditional.etagOf(body),
                          AVAILABILITY_CACHE,
                          () -> Json.answer(200, body));
                    }));
  }

  /** All quotas are asked at once; those that the node knows answer at once. */
  private CompletionStage<Map<String, AvailabilityJson.Numbers>> numbers(SaleView view) {
    var asked = new LinkedHashMap<QuotaTerms, CompletableFuture<Optional<Availability>>>();
    for (QuotaTerms quota : view.terms().quotas()) {
      QuotaId id = QuotaId.shared(view.sale().value(), quota.name());
      asked.put(quota, engine.quotas().availability(id).toCompletableFuture());
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              Map<String, AvailabilityJson.Numbers> numbers = new LinkedHashMap<>();
              asked.forEach(
                  (quota, known) ->
                      numbers.put(
                          quota.name(),
                          AvailabilityJson.Numbers.of(known.resultNow(), quota.capacity())));
              return numbers;
            });
  }

  private CompletionStage<HttpResponse> withSale(
      RequestContext context, Function<SaleView, CompletionStage<HttpResponse>> next) {
    return SaleRoutes.withSale(
        context,
        sale ->
            engine
                .sales()
                .find(sale)
                .thenCompose(
                    found ->
                        found.map(next).orElseGet(() -> context.refuse(SaleRoutes.unknown()))));
  }
}
