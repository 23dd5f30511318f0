package id.kuota.load.reconciliation;

import id.kuota.load.server.OrderAnswer;
import id.kuota.load.server.QuotaAnswer;
import id.kuota.load.server.ReportAnswer;
import java.util.Map;
import java.util.Optional;

/**
 * The server's state at the end.
 *
 * @param orders by id, for each order that a buyer got an answer about
 * @param quotas by their name within the sale
 * @param report empty if the server has none that could be compared
 */
public record ServerTruth(
    Map<String, Finding> orders, Map<String, QuotaAnswer> quotas, Optional<ReportAnswer> report) {

  /** What a look at an order brought. */
  public sealed interface Finding {

    /** The order. */
    record Found(OrderAnswer order) implements Finding {}

    /** The server knows no such order. */
    record Missing() implements Finding {}

    /** No answer that could be read, also after several tries. */
    record Unreadable(String detail) implements Finding {}
  }

  public ServerTruth {
    orders = Map.copyOf(orders);
    quotas = Map.copyOf(quotas);
  }
}
