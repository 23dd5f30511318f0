package id.kuota.http.edge.refund;

import id.kuota.persistence.readmodel.Refunds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of refunds on the wire.
 *
 * @param asOf everything up to here is in it
 */
record RefundPageJson(
    Instant asOf,
    long lagMs,
    List<ListedRefund> data,
    @Nullable String nextCursor,
    boolean hasMore) {

  /**
   * One refund of the list.
   *
   * @param tries how often the gateway was asked for it without a result
   * @param nextTry when it is asked again; null if that is now, or not at all
   */
  record ListedRefund(
      String id,
      String order,
      String sale,
      String payment,
      long amount,
      String currency,
      String reason,
      String status,
      boolean overdue,
      String note,
      Instant since,
      Instant changedAt,
      long tries,
      @Nullable Instant nextTry) {

    static ListedRefund of(Refunds.ListedRefund refund) {
      return new ListedRefund(
          refund.refund(),
          refund.order(),
          refund.sale(),
          refund.payment(),
          refund.amount(),
          refund.currency(),
          refund.reason(),
          refund.status(),
          refund.overdue(),
          refund.note(),
          refund.since(),
          refund.changedAt(),
          refund.tries(),
          refund.nextTry());
    }
  }

  static RefundPageJson of(Refunds.Page page) {
    return new RefundPageJson(
        page.asOf(),
        page.lag().toMillis(),
        page.refunds().stream().map(ListedRefund::of).toList(),
        page.hasMore() ? page.refunds().getLast().refund() : null,
        page.hasMore());
  }
}
