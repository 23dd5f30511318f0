package id.kuota.persistence.readmodel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of the list. Amounts are whole units of its currency.
 *
 * @param buyer the keyed hash under which the buyer's purchases are counted
 * @param state held, paid, cancelled or expired
 * @param late whether the money came after the hold had ended, and the units were still there
 * @param payment that paid it; before that the latest attempt
 * @param endedAt when it was cancelled or expired
 * @param refundDue what is owed and not paid back yet
 * @param refunded what was paid back, or has left at the gateway
 */
public record ListedOrder(
    String id,
    String sale,
    String buyer,
    String state,
    boolean late,
    String currency,
    long total,
    int units,
    @Nullable String payment,
    @Nullable String gateway,
    @Nullable String method,
    Instant placedAt,
    Instant heldUntil,
    @Nullable Instant paidAt,
    @Nullable Instant endedAt,
    Instant changedAt,
    int ticketsCancelled,
    long refundDue,
    long refunded,
    List<Line> lines) {

  /**
   * One line of an order.
   *
   * @param unitPrice the face price of one unit
   * @param total with taxes and fees
   */
  public record Line(String offer, String name, int quantity, long unitPrice, long total) {}

  public ListedOrder {
    lines = List.copyOf(lines);
  }

  ListedOrder with(List<Line> its, long due, long back) {
    return new ListedOrder(
        id,
        sale,
        buyer,
        state,
        late,
        currency,
        total,
        units,
        payment,
        gateway,
        method,
        placedAt,
        heldUntil,
        paidAt,
        endedAt,
        changedAt,
        ticketsCancelled,
        due,
        back,
        its);
  }
}
