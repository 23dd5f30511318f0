package id.kuota.bench.engine;

/**
 * What is ordered.
 *
 * @param callers at the same time
 * @param unitsPerBuyer the limit of the sale, which costs every order a quota of its buyer; 0 is
 *     none
 */
record OrderCase(int callers, int unitsPerBuyer) {

  String limit() {
    return unitsPerBuyer == 0 ? "none" : "%d per buyer".formatted(unitsPerBuyer);
  }

  String words() {
    return "%d callers, limit %s".formatted(callers, limit());
  }
}
