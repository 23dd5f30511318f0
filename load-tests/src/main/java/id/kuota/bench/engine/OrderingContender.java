package id.kuota.bench.engine;

import com.sun.management.OperatingSystemMXBean;
import id.kuota.bench.measure.Answers;
import id.kuota.bench.measure.Books;
import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Numbers;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.EngineNode;
import id.kuota.bench.surroundings.OrderJournal;
import id.kuota.bench.surroundings.QuotaJournal;
import id.kuota.persistence.database.DatabaseSettings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** A contender whose buyers place orders one after the other, with one journal path. */
final class OrderingContender implements Contender {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final EngineRoom room;
  private final JournalPath path;
  private final OrderCase orders;
  private final Executor callers;

  OrderingContender(EngineRoom room, JournalPath path, OrderCase orders, Executor callers) {
    this.room = room;
    this.path = path;
    this.orders = orders;
    this.callers = callers;
  }

  @Override
  public String name() {
    return path.words() + ", " + orders.words();
  }

  JournalPath path() {
    return path;
  }

  OrderCase orders() {
    return orders;
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    var numbers = new Numbers();
    place(OpenSale.open(room.node(path), orders, numbers), effort.warmUp(), numbers);
  }

  @Override
  public Round round(Effort effort) throws Exception {
    warmUp(effort.warmedUp()); // The node may have been started just now.
    var numbers = new Numbers();
    OpenSale sale = OpenSale.open(room.node(path), orders, numbers);
    long cpu = SYSTEM.getProcessCpuTime();
    Answers answers = place(sale, effort.round(), numbers);
    double micros =
        (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / (double) Math.max(1, answers.count());
    var figures = new ArrayList<Figure>(answers.figures(EngineFindings.ORDERS));
    figures.add(Figure.of("JVM", "\u00b5s/order", micros));
    if (sale.askedAgain() > 0)
      figures.add(Figure.of("asked again", "", (double) sale.askedAgain()));
    var violations = new ArrayList<Violation>(answers.violations(name()));
    for (Books books : books(sale, numbers)) {
      violations.addAll(books.against(name(), OpenSale.CAPACITY, numbers.acknowledged()));
    }
    return new Round(figures, violations);
  }

  private Answers place(OpenSale sale, Duration time, Numbers numbers) throws Exception {
    return new ClosedLoop(orders.callers(), time)
        .run(
            () -> {
              int number = numbers.next();
              return sale.place(numbers.orderId(number)).thenAccept(_ -> numbers.granted(number));
            },
            callers);
  }

  private List<Books> books(OpenSale sale, Numbers numbers) throws Exception {
    DatabaseSettings database = room.database(path);
    var quota = EngineNode.get(sale.engine().quotas().explain(sale.quota())).orElseThrow();
    return List.of(
        Books.inMemory(
            quota.capacity(), quota.available(), quota.held(), quota.sold(), quota.openHolds()),
        new QuotaJournal(database).books(sale.quota()),
        new OrderJournal(database).books(numbers, OpenSale.CAPACITY));
  }
}
