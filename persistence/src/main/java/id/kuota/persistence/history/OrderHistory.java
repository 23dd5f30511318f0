package id.kuota.persistence.history;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.QuotaShare;
import id.kuota.persistence.projection.JournalPosition;
import id.kuota.persistence.projection.JournalRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the journal says about one order.
 *
 * @param head the last row of the journal when it was read
 * @param readAt when it was read
 * @param events of the order, from its first one on
 * @param grants the holds that it was granted, of every quota and every attempt that it records
 * @param scans events of its tickets, ticket by ticket
 * @param truncated whether its tickets have more events than are read
 */
public record OrderHistory(
    OrderId order,
    JournalPosition head,
    Instant readAt,
    List<JournalRow> events,
    List<Granted> grants,
    List<JournalRow> scans,
    boolean truncated) {

  public OrderHistory {
    events = List.copyOf(events);
    grants = List.copyOf(grants);
    scans = List.copyOf(scans);
  }

  /**
   * A hold that the order says it was granted.
   *
   * @param by the order's own event that says so
   * @param found the grant in the quota's stream; empty if it is not near
   */
  public record Granted(JournalRow by, QuotaShare share, Optional<QuotaGrant> found) {}
}
