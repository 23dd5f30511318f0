package id.kuota.http.edge.live;

import id.kuota.engine.quota.Quotas;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.Sales;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.telemetry.RecentLatency;
import id.kuota.persistence.readmodel.LiveOrders;
import id.kuota.persistence.readmodel.LiveSale;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a live view comes from.
 *
 * @param sale reads the database, and blocks
 * @param orders reads the database, and blocks
 * @param threads on which it may block
 * @param cluster returns the newest picture; shared by all callers and completed in bounded time
 * @param breakers of this node's gateways
 * @param latency times in which this node answers orders
 */
public record LiveSources(
    Function<SaleId, Optional<LiveSale>> sale,
    Function<SaleId, LiveOrders.Underway> orders,
    Executor threads,
    Supplier<CompletionStage<ClusterJson>> cluster,
    Sales sales,
    Quotas quotas,
    Supplier<List<GatewayCalls.Breaker>> breakers,
    RecentLatency latency) {}
