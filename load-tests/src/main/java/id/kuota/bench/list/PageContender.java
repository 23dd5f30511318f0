package id.kuota.bench.list;

import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import id.kuota.persistence.readmodel.ListCursor;
import id.kuota.persistence.readmodel.ListFilter;
import id.kuota.persistence.readmodel.ListPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One kind of question to a list, with other values each time; every fourth page is a later one.
 */
final class PageContender implements Contender {

  static final String P99 = "p99";

  private static final int LIMIT = 50;
  private static final int DIGITS = 3;
  private static final int QUESTIONS_MIN = 100;

  /** Reads a page. */
  interface Pages {
    ListPage<?> read(ListFilter filter, Optional<ListCursor> after, int limit);
  }

  private final String name;
  private final Pages pages;
  private final IntFunction<ListFilter> filter;
  private int asked;

  /**
   * @param filter of the n-th question
   */
  PageContender(String name, Pages pages, IntFunction<ListFilter> filter) {
    this.name = name;
    this.pages = pages;
    this.filter = filter;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void warmUp(Effort effort) {
    ask(effort.round(), 1);
  }

  @Override
  public Round round(Effort effort) {
    return ask(effort.round(), QUESTIONS_MIN);
  }

  private Round ask(Duration time, int atLeast) {
    var nanos = new Histogram(DIGITS);
    long end = System.nanoTime() + time.toNanos();
    long rows = 0;
    @Nullable ListCursor later = null;
    while (System.nanoTime() < end || nanos.getTotalCount() < atLeast) {
      ListFilter question = filter.apply(asked++);
      Optional<ListCursor> after = asked % 4 == 0 ? Optional.ofNullable(later) : Optional.empty();
      long start = System.nanoTime();
      ListPage<?> page = pages.read(question, after, LIMIT);
      nanos.recordValue(System.nanoTime() - start);
      later = page.next();
      rows += page.rows().size();
    }
    return new Round(
        List.of(
            Figure.of("p50", "ms", nanos.getValueAtPercentile(50) / 1e6),
            Figure.of(P99, "ms", nanos.getValueAtPercentile(99) / 1e6),
            Figure.of("rows", "", (double) rows / nanos.getTotalCount())),
        violations(rows));
  }

  private List<Violation> violations(long rows) {
    var violations = new ArrayList<Violation>();
    if (rows == 0) violations.add(new Violation(name, "no question found a row"));
    return violations;
  }
}
