package id.kuota.bench;

import id.kuota.bench.result.SuiteResult;

/**
 * One part of the benchmark.
 *
 * @param name as it is typed after {@code --suite}
 * @param about what it measures, in a few words
 * @param isUsual whether it belongs to a run that names no suite; the others take long
 */
public record Suite(String name, String about, boolean isUsual, Measurement measurement) {

  /** Returns a suite of every run. */
  static Suite of(String name, String about, Measurement measurement) {
    return new Suite(name, about, true, measurement);
  }

  /** Returns a suite that runs only when it is named. */
  static Suite onDemand(String name, String about, Measurement measurement) {
    return new Suite(name, about, false, measurement);
  }

  /** Measures, looks into the books, and says it in tables. */
  @FunctionalInterface
  public interface Measurement {

    /**
     * Runs the measurement. A contender whose books do not balance is a violation in the result; an
     * exception means that there was nothing to measure.
     */
    SuiteResult run(Bench bench) throws Exception;
  }
}
