package id.kuota.bench;

import id.kuota.bench.result.SuiteResult;

/** One part of the benchmark: measures, looks into the books, and says it in tables. */
public interface Suite {

  /** As it is typed after {@code --suite}. */
  String name();

  /** What it measures, in a few words. */
  String about();

  /** Whether it belongs to a run that names no suite; the others take long. */
  default boolean isUsual() {
    return true;
  }

  /**
   * Measures. A contender whose books do not balance is a violation in the result; an exception
   * means that there was nothing to measure.
   */
  SuiteResult run(Bench bench) throws Exception;
}
