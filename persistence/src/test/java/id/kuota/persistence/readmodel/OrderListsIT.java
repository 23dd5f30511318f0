package id.kuota.persistence.readmodel;

import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.order;
import static id.kuota.persistence.projection.SaleStory.payment;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.MoneyStory;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.AbstractListAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lists of orders, with every filter, on a real PostgreSQL. */
final class OrderListsIT {

  private static final Instant LATER = NOON.plusSeconds(1_000);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();
  private final OrderLists lists =
      new OrderLists(database.source(), Clock.fixed(LATER, ZoneOffset.UTC));

  @BeforeEach
  void someOrders() throws SQLException {
    journal.begin(100).sell(1, 2, NOON).hold(2, 3, NOON.plusSeconds(1));
    MoneyStory.expire(journal, 3, NOON.plusSeconds(2));
    journal.hold(4, 1, NOON.plusSeconds(3)).write(4, SaleStory.cancelled(LATER));
    journal.sellFree(5, 1, NOON.plusSeconds(4));
    MoneyStory.cancelTicket(journal, 1, LATER);
    database.catchUp();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void anOrderIsListedWithAllThatConcernsIt() {
    ListedOrder first = orders(Map.of(ListFilter.Field.STATE, "paid")).getLast();

    assertThat(first.id()).isEqualTo(order(1).value());
    assertThat(first.buyer()).isEqualTo("buyer1");
    assertThat(first.payment()).isEqualTo(payment(1).value());
    assertThat(first.placedAt()).isEqualTo(NOON);
    assertThat(first.changedAt()).isEqualTo(LATER);
    assertThat(first.ticketsCancelled()).isEqualTo(1);
    assertThat(first.refundDue()).isEqualTo(PRICE);
    assertThat(first.refunded()).isZero();
    assertThat(first.lines())
        .containsExactly(new ListedOrder.Line("floor", "Floor", 2, PRICE, 2 * PRICE));
  }

  @Test
  void ordersComeNewestFirstAndEveryFilterHolds() {
    assertThatOrders(Map.of()).containsExactly(5, 4, 3, 2, 1);
    assertThatOrders(Map.of(ListFilter.Field.SALE, "concert")).containsExactly(5, 4, 3, 2, 1);
    assertThatOrders(Map.of(ListFilter.Field.SALE, "another")).isEmpty();
    assertThatOrders(Map.of(ListFilter.Field.STATE, "expired")).containsExactly(3);
    assertThatOrders(Map.of(ListFilter.Field.SALE, "concert", ListFilter.Field.STATE, "cancelled"))
        .containsExactly(4);
    assertThatOrders(Map.of(ListFilter.Field.SALE, "concert", ListFilter.Field.OFFER, "floor"))
        .containsExactly(5, 4, 3, 2, 1);
    assertThatOrders(Map.of(ListFilter.Field.SALE, "concert", ListFilter.Field.OFFER, "seat"))
        .isEmpty();
    String code = HumanCode.of(TicketId.of(order(5).value(), 1), 1).value();
    assertThatOrders(Map.of(ListFilter.Field.CODE, code)).containsExactly(5);
    assertThat(numbers(lists.orders(buyers("buyer2", "buyer4"), Optional.empty(), 9).rows()))
        .containsExactly(4, 2);
    assertThat(numbers(lists.orders(amounts(PRICE, 2 * PRICE), Optional.empty(), 9).rows()))
        .containsExactly(4, 3, 1);
    assertThat(
            numbers(
                lists
                    .orders(
                        times(NOON.plusSeconds(1), NOON.plusSeconds(3), null), Optional.empty(), 9)
                    .rows()))
        .containsExactly(3, 2);
  }

  @Test
  void whatHasChangedComesInTheOrderOfTheChanges() {
    ListFilter since = times(null, null, NOON.plusSeconds(2));
    assertThat(numbers(lists.orders(since, Optional.empty(), 9).rows()))
        .containsExactly(3, 5, 1, 4);
    assertThat(numbers(inPages(since, lists::orders))).containsExactly(3, 5, 1, 4);
  }

  @Test
  void pagesAreTheListWhateverIsPlacedMeanwhile() throws SQLException {
    ListPage<ListedOrder> first = lists.orders(ListFilter.ALL, Optional.empty(), 2);
    journal.hold(6, 1, LATER);
    database.catchUp();
    ListPage<ListedOrder> second =
        lists.orders(ListFilter.ALL, Optional.ofNullable(first.next()), 2);
    ListPage<ListedOrder> third =
        lists.orders(ListFilter.ALL, Optional.ofNullable(second.next()), 2);

    assertThat(numbers(first.rows())).containsExactly(5, 4);
    assertThat(numbers(second.rows())).containsExactly(3, 2);
    assertThat(numbers(third.rows())).containsExactly(1);
    assertThat(third.next()).isNull();
    var filter =
        new ListFilter(
            Map.of(ListFilter.Field.SALE, "concert", ListFilter.Field.OFFER, "floor"),
            List.of(),
            null,
            null,
            null,
            null,
            null);
    assertThat(numbers(inPages(filter, lists::orders))).containsExactly(6, 5, 4, 3, 2, 1);
  }

  @Test
  void ticketsAndPaymentsAreListed() {
    assertThat(inPages(ListFilter.ALL, lists::tickets)).hasSize(3);
    assertThat(tickets(Map.of(ListFilter.Field.STATE, "cancelled"))).hasSize(1);
    assertThat(tickets(Map.of(ListFilter.Field.SALE, "concert", ListFilter.Field.OFFER, "floor")))
        .hasSize(3);
    assertThat(tickets(Map.of(ListFilter.Field.ORDER, order(1).value())))
        .extracting(ListedTicket::price)
        .containsOnly(PRICE);
    assertThat(lists.tickets(buyers("buyer5"), Optional.empty(), 9).rows())
        .singleElement()
        .returns("valid", ListedTicket::state);

    assertThat(inPages(ListFilter.ALL, lists::payments))
        .extracting(ListedPayment::state)
        .containsExactly("unknown", "paid");
    assertThat(
            lists
                .payments(
                    fields(
                        Map.of(
                            ListFilter.Field.GATEWAY,
                            "fake",
                            ListFilter.Field.METHOD,
                            "virtual_account")),
                    Optional.empty(),
                    9)
                .rows())
        .hasSize(2);
    assertThat(lists.payments(buyers("buyer3"), Optional.empty(), 9).rows())
        .extracting(ListedPayment::order)
        .containsExactly(order(3).value());
  }

  @Test
  void passagesAreListed() throws SQLException {
    database.execute(
        """
        INSERT INTO orders.check_in
        SELECT ticket_id, n, order_id, sale_id, offer_id, 'main', 'concert.gate' || n % 2, 'dev',
          'nonce' || n, 'in', 'online', 'passed', '', now(), now(), now()
        FROM orders.ticket, generate_series(1, 4) n WHERE order_id LIKE '%1'
        """);
    assertThat(inPages(ListFilter.ALL, lists::checkIns)).hasSize(8).doesNotHaveDuplicates();
    assertThat(
            lists
                .checkIns(
                    fields(
                        Map.of(
                            ListFilter.Field.GATE,
                            "concert.gate1",
                            ListFilter.Field.OUTCOME,
                            "passed")),
                    Optional.empty(),
                    9)
                .rows())
        .hasSize(4);
    assertThat(inPages(times(null, null, NOON), lists::checkIns)).hasSize(8);
  }

  @Test
  void aTicketHasItsOwnPassagesOnlyTheLatestFirst() throws SQLException {
    TicketId mine = TicketId.of(order(5).value(), 1);
    database.execute(
        """
        INSERT INTO orders.check_in
        SELECT ticket_id, n, order_id, sale_id, offer_id, 'main', 'concert.gate' || n, 'dev',
          'nonce' || n, 'in', 'online', 'passed', '', issued_at + n * interval '1 minute', now(),
          now()
        FROM orders.ticket, generate_series(1, 3) n
        """);

    TicketHistory history = lists.history(mine, 3).orElseThrow();
    assertThat(history.ticket().id()).isEqualTo(mine.value());
    assertThat(history.ticket().order()).isEqualTo(order(5).value());
    assertThat(history.passages())
        .extracting(ListedCheckIn::gate)
        .containsExactly("concert.gate3", "concert.gate2", "concert.gate1");
    assertThat(history.passages()).extracting(ListedCheckIn::ticket).containsOnly(mine.value());
    assertThat(history.hasMore()).isFalse();
    assertThat(history.asOf().at()).isEqualTo(LATER);

    TicketHistory latest = lists.history(mine, 2).orElseThrow();
    assertThat(latest.passages())
        .extracting(ListedCheckIn::gate)
        .containsExactly("concert.gate3", "concert.gate2");
    assertThat(latest.hasMore()).isTrue();
    assertThat(lists.history(TicketId.of(order(5).value(), 2), 2)).isEmpty();
  }

  @Test
  void aPageSaysUpToWhereItKnowsTheJournal() throws SQLException {
    AsOf upToDate = lists.orders(ListFilter.ALL, Optional.empty(), 1).asOf();
    assertThat(upToDate.at()).isEqualTo(LATER);
    assertThat(upToDate.lag()).isZero();

    journal.at(LATER.minusSeconds(5)).write(2, new OrderEvent.OrderDutyDone(LATER));
    AsOf behind = lists.orders(ListFilter.ALL, Optional.empty(), 1).asOf();
    assertThat(behind.position()).isEqualTo(upToDate.position());
    assertThat(behind.lag()).isEqualTo(Duration.ofSeconds(5));
  }

  /** Reads one page. */
  private interface Reader<T> {
    ListPage<T> read(ListFilter filter, Optional<ListCursor> after, int limit);
  }

  /** The whole list, one row a page. */
  private static <T> List<T> inPages(ListFilter filter, Reader<T> reader) {
    var all = new ArrayList<T>();
    ListPage<T> page = reader.read(filter, Optional.empty(), 1);
    all.addAll(page.rows());
    while (page.next() != null) {
      page = reader.read(filter, Optional.ofNullable(page.next()), 1);
      all.addAll(page.rows());
    }
    return all;
  }

  private AbstractListAssert<?, List<? extends Integer>, Integer, ?> assertThatOrders(
      Map<ListFilter.Field, String> fields) {
    return assertThat(numbers(orders(fields)));
  }

  private List<ListedOrder> orders(Map<ListFilter.Field, String> fields) {
    return lists.orders(fields(fields), Optional.empty(), 9).rows();
  }

  private List<ListedTicket> tickets(Map<ListFilter.Field, String> fields) {
    return lists.tickets(fields(fields), Optional.empty(), 9).rows();
  }

  private static List<Integer> numbers(List<ListedOrder> orders) {
    Function<ListedOrder, Integer> number =
        order -> Integer.parseInt(order.id().substring(order.id().length() - 4));
    return orders.stream().map(number).toList();
  }

  private static ListFilter fields(Map<ListFilter.Field, String> fields) {
    return new ListFilter(fields, List.of(), null, null, null, null, null);
  }

  private static ListFilter buyers(String... buyers) {
    return new ListFilter(Map.of(), List.of(buyers), null, null, null, null, null);
  }

  private static ListFilter amounts(long min, long max) {
    return new ListFilter(Map.of(), List.of(), null, null, min, max, null);
  }

  private static ListFilter times(
      @Nullable Instant from, @Nullable Instant to, @Nullable Instant since) {
    return new ListFilter(Map.of(), List.of(), from, to, null, null, since);
  }
}
