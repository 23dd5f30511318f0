package id.kuota.load.report;

import id.kuota.load.ledger.ClientLedger;
import id.kuota.load.ledger.OrderEntry;
import id.kuota.load.reconciliation.ServerTruth;
import id.kuota.load.server.OrderStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outcome of a run's orders.
 *
 * @param refused by code
 * @param unknown of unknown outcome, also after a retry
 * @param ended orders by the state that the server names at the end
 * @param neverNotified orders of which the gateway took money, as far as the buyer knows, but whose
 *     notification did not reach the server before the hold ended
 */
public record Outcome(
    long offered,
    long held,
    Map<String, Long> refused,
    long unknown,
    Map<OrderStatus, Long> ended,
    long neverNotified) {

  public static Outcome of(ClientLedger ledger, ServerTruth truth) {
    var refused = new TreeMap<String, Long>();
    var ended = new EnumMap<OrderStatus, Long>(OrderStatus.class);
    long held = 0;
    long unknown = 0;
    long neverNotified = 0;
    for (OrderEntry entry : ledger.entries()) {
      switch (entry.placing()) {
        case HELD -> held++;
        case UNKNOWN -> unknown++;
        case REFUSED -> refused.merge(entry.refusal().orElse(""), 1L, Long::sum);
      }
      if (truth.orders().get(entry.order().orElse(""))
          instanceof ServerTruth.Finding.Found(var order)) {
        ended.merge(order.status(), 1L, Long::sum);
        if (entry.moneyAsked() && order.status() == OrderStatus.EXPIRED) neverNotified++;
      }
    }
    return new Outcome(ledger.offered(), held, refused, unknown, ended, neverNotified);
  }

  long ended(OrderStatus status) {
    return ended.getOrDefault(status, 0L);
  }
}
