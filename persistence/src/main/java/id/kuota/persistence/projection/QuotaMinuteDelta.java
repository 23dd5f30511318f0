package id.kuota.persistence.projection;

/** What happened to a shared quota within one minute. */
record QuotaMinuteDelta(long held, long sold, long released, long refused, long revenue) {

  static QuotaMinuteDelta ofRevenue(long amount) {
    return new QuotaMinuteDelta(0, 0, 0, 0, amount);
  }

  QuotaMinuteDelta plus(QuotaMinuteDelta other) {
    return new QuotaMinuteDelta(
        held + other.held,
        sold + other.sold,
        released + other.released,
        refused + other.refused,
        Math.addExact(revenue, other.revenue));
  }
}
