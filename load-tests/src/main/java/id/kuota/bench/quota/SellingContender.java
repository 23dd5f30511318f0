package id.kuota.bench.quota;

import id.kuota.bench.measure.Answers;
import id.kuota.bench.measure.Books;
import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Numbers;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.ProcessorTime;
import java.time.Duration;
import java.util.ArrayList;

/** A seller, and a number of callers that all want the same. */
final class SellingContender implements Contender {

  private static final long CAPACITY = 500_000_000;

  private final Seller seller;
  private final int callers;
  private final ProcessorTime.Watch watch;

  /**
   * Creates one.
   *
   * @param watch of this JVM, in which callers and Kuota are, and of the database
   */
  SellingContender(Seller seller, int callers, ProcessorTime.Watch watch) {
    this.seller = seller;
    this.callers = callers;
    this.watch = watch;
  }

  @Override
  public String name() {
    return seller.name();
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    seller.open(CAPACITY);
    seller.sell(new ClosedLoop(callers, effort.warmUp()), new Numbers());
  }

  @Override
  public Round round(Effort effort) throws Exception {
    var numbers = new Numbers();
    seller.open(CAPACITY);
    ProcessorTime before = watch.now();
    Answers answers = seller.sell(new ClosedLoop(callers, effort.round()), numbers);
    ProcessorTime used = watch.now().since(before);
    String where = "%s, %d callers".formatted(name(), callers);
    var violations = new ArrayList<Violation>(answers.violations(where));
    for (Books books : seller.books()) {
      violations.addAll(books.against(where, CAPACITY, numbers.acknowledged()));
    }
    var figures = new ArrayList<Figure>(answers.figures(QuotaFindings.HOLDS));
    figures.add(micros("JVM", used.server(), answers));
    figures.add(micros("database", used.database(), answers));
    figures.addAll(seller.batches());
    return new Round(figures, violations);
  }

  private static Figure micros(String who, Duration used, Answers answers) {
    return Figure.of(who, "us", used.toNanos() / 1e3 / Math.max(1, answers.count()));
  }
}
