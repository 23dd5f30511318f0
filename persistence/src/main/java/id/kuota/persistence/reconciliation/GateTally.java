package id.kuota.persistence.reconciliation;

/** The counts of passages through a gate to or from a list; immutable. */
record GateTally(long entered, long departed, long conflicts) {

  static final GateTally NONE = new GateTally(0, 0, 0);
  static final GateTally IN = new GateTally(1, 0, 0);
  static final GateTally OUT = new GateTally(0, 1, 0);
  static final GateTally CONFLICT = new GateTally(0, 0, 1);

  GateTally plus(GateTally other) {
    return new GateTally(
        entered + other.entered, departed + other.departed, conflicts + other.conflicts);
  }

  /** Returns the negated counts. */
  GateTally back() {
    return new GateTally(-entered, -departed, -conflicts);
  }
}
