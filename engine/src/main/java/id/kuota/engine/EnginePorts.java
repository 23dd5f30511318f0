package id.kuota.engine;

import id.kuota.engine.entity.EntityTelemetry;
import id.kuota.engine.entity.MemoryLease;
import id.kuota.engine.entity.NodeEpochs;
import id.kuota.engine.order.OrderExistence;
import id.kuota.engine.order.PendingOrderScanner;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.DueQuotaScanner;

/**
 * What the engine needs from its surroundings.
 *
 * @param journal looks up whether an order exists before it is refused without its entity
 * @param gateways where payments are asked about
 * @param dueQuotas finds the quotas to wake; may be late, must not invent
 * @param pendingOrders finds the orders that have something to do without being asked; may be late
 * @param lease the node's right to answer from memory
 * @param epochs which nodes are gone
 * @param telemetry takes the reports of the entities' runtime
 */
public record EnginePorts(
    OrderExistence journal,
    PaymentGateways gateways,
    DueQuotaScanner.DueQuotaQuery dueQuotas,
    PendingOrderScanner.PendingOrderQuery pendingOrders,
    MemoryLease lease,
    NodeEpochs epochs,
    EntityTelemetry telemetry) {

  /** Returns ports by which nothing is woken and nothing reported. */
  public static EnginePorts of(OrderExistence journal, PaymentGateways gateways) {
    return new EnginePorts(
        journal,
        gateways,
        DueQuotaScanner.DueQuotaQuery.NONE,
        PendingOrderScanner.PendingOrderQuery.NONE,
        MemoryLease.ALWAYS,
        NodeEpochs.NONE,
        EntityTelemetry.NONE);
  }
}
