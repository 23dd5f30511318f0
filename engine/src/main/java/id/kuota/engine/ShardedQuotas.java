package id.kuota.engine;

import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaBatchers;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.quota.Quotas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks the sharded quotas, by a batcher of this node or directly. */
record ShardedQuotas(
    EntityAsk asks,
    ClusterSharding sharding,
    QuotaBatchers batchers,
    AvailabilityCache board,
    UnknownIds unknownIds)
    implements Quotas {

  @Override
  public CompletionStage<QuotaAnswer> ask(QuotaId quota, QuotaRequest request) {
    var answer = new CompletableFuture<QuotaAnswer>();
    batchers.submit(
        new QuotaBatcher.Submit(quota, request, 0, reply -> answer.complete(reply.answer())));
    return answer;
  }

  @Override
  public void wake(QuotaId quota) {
    sharding.entityRefFor(QuotaEntity.TYPE, quota.value()).tell(new QuotaEntity.Wake());
  }

  @Override
  public CompletionStage<Optional<QuotaView>> explain(QuotaId quota) {
    return unknownIds.look(
        QuotaEntity.TYPE.name(),
        quota.value(),
        Optional.empty(),
        () ->
            asks.<QuotaEntity.Message, QuotaEntity.Explained>look(
                    sharding.entityRefFor(QuotaEntity.TYPE, quota.value()),
                    QuotaEntity.Explain::new)
                .thenApply(QuotaEntity.Explained::view));
  }

  @Override
  public CompletionStage<Optional<Availability>> availability(QuotaId quota) {
    Optional<Availability> known = board.latest(quota);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known);
    }
    return explain(quota)
        .thenApply(
            explained -> {
              Optional<Availability> news = explained.map(QuotaView::availability);
              news.ifPresent(board::post);
              return news;
            });
  }

  @Override
  public List<Availability> changedWithin(Duration time) {
    return board.heardWithin(time).flatMap(quota -> board.latest(quota).stream()).toList();
  }
}
