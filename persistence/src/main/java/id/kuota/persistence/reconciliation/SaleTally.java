package id.kuota.persistence.reconciliation;

/** Orders of a sale, counted; immutable. */
record SaleTally(
    long placed,
    long paid,
    long cancelled,
    long expired,
    long refundsOwed,
    long refundAmount,
    long revenue) {

  static final SaleTally NONE = new SaleTally(0, 0, 0, 0, 0, 0, 0);

  SaleTally plus(SaleTally other) {
    return new SaleTally(
        placed + other.placed,
        paid + other.paid,
        cancelled + other.cancelled,
        expired + other.expired,
        refundsOwed + other.refundsOwed,
        refundAmount + other.refundAmount,
        revenue + other.revenue);
  }
}
