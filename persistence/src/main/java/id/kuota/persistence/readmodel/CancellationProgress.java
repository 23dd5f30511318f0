package id.kuota.persistence.readmodel;

/**
 * How far the orders of a cancelled event are undone.
 *
 * @param asOf everything up to here is counted
 */
public record CancellationProgress(AsOf asOf, Orders orders, Refunds refunds, Money money) {

  /**
   * Orders that the cancellation concerns, each in one of these numbers.
   *
   * @param held still to be cancelled
   * @param paid with tickets that are still to be taken back
   * @param cancelled unpaid ones that have ended since the cancellation
   * @param takenBack paid or free ones without such tickets
   */
  public record Orders(long held, long paid, long cancelled, long takenBack) {
    public long found() {
      return held + paid + cancelled + takenBack;
    }
  }

  /**
   * Refunds of the sale that are owed, or came to be owed since the cancellation.
   *
   * @param inFlight the gateway is asked until it has sent them
   * @param manual the gateway will not, or a person must look first
   * @param settledOtherwise the buyer has the money by another way
   * @param overdue open ones, of either kind, that are owed for too long
   */
  public record Refunds(
      long done, long inFlight, long manual, long settledOtherwise, long overdue) {}

  /**
   * Money, in the smallest unit of the currency.
   *
   * @param toPayBack what refunds are for, and the price of tickets that are still to be taken back
   * @param paidBack of that, what went back
   */
  public record Money(long toPayBack, long paidBack) {
    public long remaining() {
      return toPayBack - paidBack;
    }
  }
}
