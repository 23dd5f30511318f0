package id.kuota.bench.list;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.result.Violation;
import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.readmodel.ListFilter;
import id.kuota.persistence.readmodel.OrderLists;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of orders: how soon they are rebuilt, and how soon a page of many rows is there. */
public final class ListSuite implements Suite.Measurement {

  private static final int ORDERS = 1_000_000;
  private static final int ORDERS_QUICK = 2_000;
  private static final int COPIES = 9;
  private static final double REBUILD_GOAL = 30;
  private static final double PAGE_GOAL = 50;

  /** Steps through the orders, so that neighbours are not asked for one after the other. */
  private static final int STRIDE = 7_919;

  private static final List<String> REBUILD_NOTES =
      List.of(
          "`./kuota projection rebuild orders` on a journal of 1,000,000 orders of one sale, of which"
              + " 80 % are paid, with two tickets each: from its first row to the exchange.");

  private static final List<String> PAGE_NOTES =
      List.of(
          "10,000,000 orders of one sale, 8,000,000 payments and 16,000,000 tickets; pages of 50 rows"
              + " by one caller, other values each time, every fourth the page after. rows: in a"
              + " page, on average.");

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    DatabaseSettings settings = bench.server().kuotaDatabase("bench_lists");
    int orders = bench.effort().quick() ? ORDERS_QUICK : ORDERS;
    bench.doing().accept("a journal is being filled");
    SoldOrders journal = SoldOrders.write(settings, orders);
    var violations = new ArrayList<Violation>();
    Table rebuild = rebuild(bench, settings, journal, violations);
    ManyOrders.copy(settings, COPIES, bench.doing());
    Table pages = pages(bench, settings, orders, violations);
    var goals = new ArrayList<Goal>();
    goals.add(
        Goal.atMost(
            "rebuild of the lists of a million orders",
            REBUILD_GOAL,
            rebuild.rows().getFirst().value(RebuildContender.SECONDS),
            "s"));
    for (Row row : pages.rows()) {
      goals.add(
          Goal.atMost(
              "p99 of a page: " + row.of().get("question"),
              PAGE_GOAL,
              row.value(PageContender.P99),
              "ms"));
    }
    return new SuiteResult("lists", List.of(rebuild, pages), List.of(), goals, violations);
  }

  private static Table rebuild(
      Bench bench, DatabaseSettings settings, SoldOrders journal, List<Violation> violations)
      throws Exception {
    var contender = new RebuildContender(settings, journal);
    Rounds rounds = Rounds.play(bench.effort(), List.of(contender), bench.doing());
    violations.addAll(rounds.violations());
    var row = new Row(Map.of("projection", contender.name()), rounds.medians(contender.name()));
    return new Table("lists-rebuild", "The lists are rebuilt", List.of(row), REBUILD_NOTES);
  }

  private static Table pages(
      Bench bench, DatabaseSettings settings, int orders, List<Violation> violations)
      throws Exception {
    try (var database = Database.open(settings)) {
      var lists = new OrderLists(database.dataSource(), Clock.systemUTC());
      List<PageContender> contenders = contenders(lists, orders);
      Rounds rounds = Rounds.play(bench.effort(), contenders, bench.doing());
      violations.addAll(rounds.violations());
      List<Row> rows =
          contenders.stream()
              .map(
                  contender ->
                      new Row(
                          Map.of("question", contender.name()), rounds.medians(contender.name())))
              .toList();
      return new Table("lists-pages", "A page of a list", rows, PAGE_NOTES);
    }
  }

  private static List<PageContender> contenders(OrderLists lists, int orders) {
    String sale = SoldOrders.SALE.value();
    Map<ListFilter.Field, String> ofSale = Map.of(ListFilter.Field.SALE, sale);
    return List.of(
        new PageContender("orders, newest", lists::orders, _ -> fields(Map.of())),
        new PageContender("orders of a sale", lists::orders, _ -> fields(ofSale)),
        new PageContender(
            "orders of a sale by state",
            lists::orders,
            n -> fields(and(ofSale, ListFilter.Field.STATE, state(n)))),
        new PageContender(
            "orders of a sale by offer",
            lists::orders,
            n -> fields(and(ofSale, ListFilter.Field.OFFER, SoldOrders.offer(n)))),
        new PageContender(
            "orders of a buyer",
            lists::orders,
            n -> of(Map.of(), List.of(SoldOrders.buyer(number(n, orders))), null, null)),
        new PageContender(
            "orders by a ticket's code",
            lists::orders,
            n -> fields(Map.of(ListFilter.Field.CODE, code(number(n, orders))))),
        new PageContender(
            "orders of a sale from a moment on",
            lists::orders,
            n -> of(ofSale, List.of(), moment(n, orders), null)),
        new PageContender(
            "orders changed since",
            lists::orders,
            n -> of(Map.of(), List.of(), null, moment(n, orders))),
        new PageContender("tickets of a sale", lists::tickets, _ -> fields(ofSale)),
        new PageContender(
            "tickets of an order",
            lists::tickets,
            n ->
                fields(
                    Map.of(
                        ListFilter.Field.ORDER,
                        SoldOrders.order(number(n, orders) / 20 * 20 + 4).value()))),
        new PageContender("payments of a sale", lists::payments, _ -> fields(ofSale)),
        new PageContender(
            "payments of a buyer",
            lists::payments,
            n ->
                of(
                    Map.of(),
                    List.of(SoldOrders.buyer(number(n, orders) / 20 * 20 + 4)),
                    null,
                    null)));
  }

  private static int number(int question, int orders) {
    return (int) ((long) question * STRIDE % orders);
  }

  private static String state(int question) {
    return List.of("held", "paid", "cancelled", "expired").get(question % 4);
  }

  /** The code of a ticket of a paid order near this one. */
  private static String code(int number) {
    int paid = number / 20 * 20 + 4;
    return HumanCode.of(TicketId.of(SoldOrders.order(paid).value(), 1), 1).value();
  }

  private static Instant moment(int question, int orders) {
    return SoldOrders.START.plusMillis(number(question, orders));
  }

  private static Map<ListFilter.Field, String> and(
      Map<ListFilter.Field, String> fields, ListFilter.Field field, String value) {
    var more = new EnumMap<ListFilter.Field, String>(fields);
    more.put(field, value);
    return more;
  }

  private static ListFilter fields(Map<ListFilter.Field, String> fields) {
    return of(fields, List.of(), null, null);
  }

  private static ListFilter of(
      Map<ListFilter.Field, String> fields,
      List<String> buyers,
      @Nullable Instant from,
      @Nullable Instant modifiedSince) {
    return new ListFilter(fields, buyers, from, null, null, null, modifiedSince);
  }
}
