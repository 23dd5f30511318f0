package id.kuota.persistence.projection;

/** What became of a sale's orders within one minute. */
record SaleMinuteDelta(
    long placed,
    long paid,
    long cancelled,
    long expired,
    long refundsOwed,
    long refundAmount,
    long revenue) {

  static final SaleMinuteDelta PLACED = new SaleMinuteDelta(1, 0, 0, 0, 0, 0, 0);
  static final SaleMinuteDelta CANCELLED = new SaleMinuteDelta(0, 0, 1, 0, 0, 0, 0);
  static final SaleMinuteDelta EXPIRED = new SaleMinuteDelta(0, 0, 0, 1, 0, 0, 0);

  static SaleMinuteDelta paid(long revenue) {
    return new SaleMinuteDelta(0, 1, 0, 0, 0, 0, revenue);
  }

  static SaleMinuteDelta refundOwed(long amount) {
    return new SaleMinuteDelta(0, 0, 0, 0, 1, amount, 0);
  }

  /** Returns the delta of a cancelled ticket: its price is owed, and no longer earned. */
  static SaleMinuteDelta ticketCancelled(long price) {
    return new SaleMinuteDelta(0, 0, 0, 0, price == 0 ? 0 : 1, price, -price);
  }

  /** Returns the delta of money of tickets that has left at the gateway. */
  static SaleMinuteDelta lost(long amount) {
    return new SaleMinuteDelta(0, 0, 0, 0, 0, 0, -amount);
  }

  SaleMinuteDelta plus(SaleMinuteDelta other) {
    return new SaleMinuteDelta(
        placed + other.placed,
        paid + other.paid,
        cancelled + other.cancelled,
        expired + other.expired,
        refundsOwed + other.refundsOwed,
        Math.addExact(refundAmount, other.refundAmount),
        Math.addExact(revenue, other.revenue));
  }
}
