package id.kuota.simulation.mutant;

/** Counts, so that a fault shows now and then and not at once. */
final class Every {

  private final int nth;
  private int count;

  Every(int nth) {
    this.nth = nth;
  }

  boolean now() {
    return ++count % nth == 0;
  }
}
