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
import java.time.Duration;
import java.util.ArrayList;

/** A seller, and a number of callers that all want the same. */
final class SellingContender implements Contender {

  private static final long CAPACITY = 500_000_000;

  private final Seller seller;
  private final int callers;

  SellingContender(Seller seller, int callers) {
    this.seller = seller;
    this.callers = callers;
  }

  @Override
  public String name() {
    return seller.name();
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    sell(effort.warmUp(), new Numbers());
  }

  @Override
  public Round round(Effort effort) throws Exception {
    var numbers = new Numbers();
    Answers answers = sell(effort.round(), numbers);
    String where = "%s, %d callers".formatted(name(), callers);
    var violations = new ArrayList<Violation>(answers.violations(where));
    for (Books books : seller.books()) {
      violations.addAll(books.against(where, CAPACITY, numbers.acknowledged()));
    }
    var figures = new ArrayList<Figure>(answers.figures(QuotaFindings.HOLDS));
    figures.addAll(seller.batches());
    return new Round(figures, violations);
  }

  private Answers sell(Duration time, Numbers numbers) throws Exception {
    seller.open(CAPACITY);
    return seller.sell(new ClosedLoop(callers, time), numbers);
  }
}
