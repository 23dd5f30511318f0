package id.kuota.http.edge.live;

import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.Quotas;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.persistence.readmodel.LiveSale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Collects the picture of one sale. For one caller at a time. */
final class LiveReader {

  /** A quota that has not answered by then is shown without its own count. */
  private static final Duration ANSWER_MAX = Duration.ofMillis(500);

  private final LiveSources sources;
  private final SaleId sale;
  private final PacedOrders orders;
  private final Map<QuotaId, Boolean> verdicts = new HashMap<>();
  private volatile Optional<ClusterJson> cluster = Optional.empty();

  LiveReader(LiveSources sources, SaleId sale) {
    this.sources = sources;
    this.sale = sale;
    this.orders = new PacedOrders(sources, sale, System::nanoTime);
  }

  /**
   * Looks now; empty if there is no such sale. The stage fails if the database does not answer.
   *
   * <p>The picture of the cluster is the newest one that is there, and only awaited for the first
   * look: it takes seconds while a node is silent, and the sale should not wait for it.
   */
  CompletionStage<Optional<LivePicture>> look() {
    CompletionStage<Optional<ClusterJson>> newer = cluster();
    CompletionStage<Optional<ClusterJson>> nodes =
        cluster.isPresent() ? CompletableFuture.completedStage(cluster) : newer;
    return CompletableFuture.supplyAsync(() -> sources.sale().apply(sale), sources.threads())
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedStage(Optional.empty())
                    : picture(found.get(), nodes).thenApply(Optional::of));
  }

  private CompletionStage<LivePicture> picture(
      LiveSale found, CompletionStage<Optional<ClusterJson>> nodes) {
    return checked(found)
        .thenCombine(
            orders.latest(),
            (quotas, underway) ->
                new LivePicture(
                    found,
                    quotas,
                    underway,
                    Optional.empty(),
                    sources.breakers().get(),
                    sources.latency().percentiles()))
        .thenCombine(nodes, LivePicture::with);
  }

  private CompletionStage<Optional<ClusterJson>> cluster() {
    CompletionStage<ClusterJson> asked;
    try {
      asked = sources.cluster().get();
    } catch (RuntimeException bug) {
      asked = CompletableFuture.failedStage(bug);
    }
    return asked.handle(
        (seen, failure) -> {
          cluster = failure == null ? Optional.of(seen) : Optional.empty();
          return cluster;
        });
  }

  private CompletionStage<List<CheckedQuota>> checked(LiveSale found) {
    Quotas quotas = sources.quotas();
    var entities = new ArrayList<CompletableFuture<Optional<Availability>>>();
    for (LiveSale.Quota quota : found.quotas()) {
      entities.add(
          quotas
              .availability(quota.quota())
              .exceptionally(late -> Optional.empty())
              .toCompletableFuture()
              .copy()
              .completeOnTimeout(Optional.empty(), ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS));
    }
    return CompletableFuture.allOf(entities.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              var checked = new ArrayList<CheckedQuota>();
              for (int i = 0; i < entities.size(); i++) {
                checked.add(
                    CheckedQuota.of(found.quotas().get(i), entities.get(i).resultNow(), verdicts));
              }
              return checked;
            });
  }
}
