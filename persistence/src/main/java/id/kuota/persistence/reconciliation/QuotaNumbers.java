package id.kuota.persistence.reconciliation;

/**
 * A quota in numbers, as of one of its events.
 *
 * @param held units held now
 * @param sold units sold now
 * @param taken units ever held
 * @param released units ever given back
 * @param refused holds that found no units
 * @param revision sequence number of the event
 */
record QuotaNumbers(
    long capacity, long held, long sold, long taken, long released, long refused, long revision) {

  static final QuotaNumbers UNOPENED = new QuotaNumbers(0, 0, 0, 0, 0, 0, 0);

  long available() {
    return capacity - held - sold;
  }

  QuotaNumbers sized(long newCapacity) {
    return new QuotaNumbers(newCapacity, held, sold, taken, released, refused, revision);
  }

  QuotaNumbers taking(long units) {
    return new QuotaNumbers(
        capacity, held + units, sold, taken + units, released, refused, revision);
  }

  QuotaNumbers selling(long units) {
    return new QuotaNumbers(
        capacity, held - units, sold + units, taken, released, refused, revision);
  }

  QuotaNumbers releasing(long units) {
    return new QuotaNumbers(
        capacity, held - units, sold, taken, released + units, refused, revision);
  }

  QuotaNumbers takingBack(long units) {
    return new QuotaNumbers(capacity, held, sold - units, taken, released, refused, revision);
  }

  QuotaNumbers at(long newRevision, long refusals) {
    return new QuotaNumbers(capacity, held, sold, taken, released, refused + refusals, newRevision);
  }
}
