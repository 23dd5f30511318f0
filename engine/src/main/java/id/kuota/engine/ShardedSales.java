package id.kuota.engine;

import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleCatalog;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.telemetry.Span;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks the sharded sales, and keeps the views that this node serves. */
final class ShardedSales implements Sales {

  private final EntityAsk asks;
  private final ClusterSharding sharding;
  private final UnknownIds unknownIds;
  private final SaleCatalog catalog;

  ShardedSales(EntityAsk asks, ClusterSharding sharding, UnknownIds unknownIds) {
    this.asks = asks;
    this.sharding = sharding;
    this.unknownIds = unknownIds;
    this.catalog = new SaleCatalog(this::look, System::nanoTime);
  }

  @Override
  public CompletionStage<Reply<SaleView, SaleRefusal>> ask(
      SaleId sale, SaleCommand.FromOperator command) {
    return asks.<SaleEntity.Message, Reply<SaleView, SaleRefusal>>ask(
            sharding.entityRefFor(SaleEntity.TYPE, sale.value()),
            replyTo -> new SaleEntity.Ask(command, replyTo))
        .thenApply(this::remember);
  }

  @Override
  public CompletionStage<Optional<SaleView>> find(SaleId sale) {
    return Span.across(catalog.find(sale)); // Callers share what is in flight.
  }

  private Reply<SaleView, SaleRefusal> remember(Reply<SaleView, SaleRefusal> reply) {
    if (reply instanceof Reply.Answered<SaleView, SaleRefusal>(var view, var repeated)) {
      catalog.put(view);
      view.terms()
          .quotas()
          .forEach(quota -> unknownIds.written(QuotaEntity.TYPE.name(), id(view, quota).value()));
    }
    return reply;
  }

  private static QuotaId id(SaleView sale, QuotaTerms quota) {
    return QuotaId.shared(sale.sale().value(), quota.name());
  }

  private CompletionStage<Reply<SaleView, SaleRefusal>> look(SaleId sale) {
    return asks.look(sharding.entityRefFor(SaleEntity.TYPE, sale.value()), SaleEntity.Look::new);
  }
}
