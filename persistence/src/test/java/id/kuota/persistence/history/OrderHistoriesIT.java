package id.kuota.persistence.history;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.held;
import static id.kuota.persistence.projection.SaleStory.order;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.persistence.journal.JournalCodec;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.MoneyStory;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the journal says about one order, on a real PostgreSQL. */
final class OrderHistoriesIT {

  private static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(3600), ZoneOffset.UTC);
  private static final long SEED = 56;
  private static final int ORDERS = 400;

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();
  private final OrderHistories histories = new OrderHistories(database.source(), CLOCK);

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void theNumbersAtEachGrantAreThoseOfTheWholeStream() throws SQLException {
    writeManyOrders(true);

    assertNumbers();
    assertThat(database.rows("SELECT block, revision FROM sales.quota_mark ORDER BY block"))
        .as(database.rows("SELECT revision FROM sales.quota_summary WHERE NOT personal").toString())
        .hasSizeGreaterThan(1);
  }

  @Test
  void theNumbersAreTheSameWhileTheProjectionHasAppliedNothing() throws SQLException {
    writeManyOrders(false);

    assertNumbers();
  }

  @Test
  void aQuotaWhoseFirstEventsWereNotCountedGetsNoMark() throws SQLException {
    journal.begin(100).hold(1, 2, NOON);
    database.catchUp();
    database.execute("DELETE FROM sales.quota_mark");

    journal.hold(2, 1, NOON);
    database.catchUp();

    assertThat(database.rows("SELECT * FROM sales.quota_mark")).isEmpty();
    assertThat(shared(order(2)).before()).contains(new QuotaGrant.Moment(1, 100, 2, 0, 0));
  }

  @Test
  void aGrantFarBeforeItsOrderIsFoundAndOneThatIsMissingIsNot() throws SQLException {
    Instant until = NOON.plusSeconds(900);
    journal.begin(10_000).write(batch(FLOOR, NOON, held(1, 2, until)));
    for (int other = 2; other < 200; other++) journal.write(batch(FLOOR, NOON, held(other, 1)));
    journal.write(1, SaleStory.placed(1, 2, NOON)).write(5_000, SaleStory.placed(5_000, 1, NOON));

    assertThat(shared(order(1)).before()).contains(new QuotaGrant.Moment(0, 10_000, 0, 0, 0));
    OrderHistory missing = histories.find(order(5_000)).orElseThrow();
    assertThat(missing.grants()).hasSize(2).allMatch(granted -> granted.found().isEmpty());
  }

  @Test
  void anOrderThatWasPaidLateHasTwoGrantsOfEachQuota() throws SQLException {
    journal.begin(100);
    MoneyStory.expire(journal, 1, NOON);
    MoneyStory.payLate(journal, 1, NOON.plusSeconds(901));

    OrderHistory late = histories.find(order(1)).orElseThrow();

    assertThat(late.grants()).hasSize(4).allMatch(granted -> granted.found().isPresent());
    assertThat(late.grants().get(2).found().orElseThrow().before())
        .contains(new QuotaGrant.Moment(1, 100, 0, 0, 0));
    assertThat(late.events()).hasSize(8);
  }

  @Test
  void theScansOfItsTicketsAreInIt() throws SQLException {
    journal.begin(100).sell(1, 2, NOON);
    TicketId ticket = TicketId.of(order(1).value(), 1);
    var origin = new TicketOrigin(order(1).value(), CONCERT, new OfferId("floor"));
    var scan = new Scan("nonce-1", new GateId("concert.north"), "dev_1", "main", NOON);
    journal
        .write("Ticket|" + ticket, new TicketEvent.TicketIssued(ticket, origin, NOON))
        .write(
            "Ticket|" + ticket,
            new TicketEvent.TicketCheckedIn(origin, scan, GatePassage.Mode.ONLINE, "", NOON));
    database.catchUp();

    OrderHistory history = histories.find(order(1)).orElseThrow();

    assertThat(history.scans()).hasSize(2).allMatch(row -> row.entity().equals("Ticket|" + ticket));
    assertThat(history.truncated()).isFalse();
    assertThat(history.head()).isEqualTo(histories.asOf().position());
    assertThat(histories.ofTicket(ticket)).contains(order(1));
    assertThat(histories.ofTicket(TicketId.of(order(2).value(), 1))).isEmpty();
  }

  @Test
  void theOrdersOfABuyerAreFoundNewestFirst() throws SQLException {
    journal.begin(100).hold(1, 1, NOON).hold(2, 1, NOON.plusSeconds(1));
    database.catchUp();
    var one = new BuyerKey("buyer1");
    var two = new BuyerKey("buyer2");

    assertThat(histories.ofBuyer(List.of(one, two), null, 2))
        .isEqualTo(new OrderHistories.OfBuyer(List.of(order(2), order(1)), false));
    assertThat(histories.ofBuyer(List.of(one, two), "concert", 1))
        .isEqualTo(new OrderHistories.OfBuyer(List.of(order(2)), true));
    assertThat(histories.ofBuyer(List.of(one), "another", 1).orders()).isEmpty();
  }

  @Test
  void anOrderThatWasNeverPlacedHasNoHistory() {
    assertThat(histories.find(order(1))).isEmpty();
  }

  /** Batches of many changes; each order's own event follows its grant at some distance. */
  private void writeManyOrders(boolean projected) throws SQLException {
    var random = new Random(SEED);
    Instant until = NOON.plusSeconds(900);
    journal.begin(10_000);
    var waiting = new ArrayList<Integer>();
    int next = 1;
    while (next <= ORDERS) {
      var changes = new ArrayList<QuotaChange>();
      int size = 1 + random.nextInt(3);
      for (int i = 0; i < size && next <= ORDERS; i++) {
        changes.add(held(next, quantity(next), until));
        waiting.add(next++);
      }
      if (next > 4 && random.nextBoolean())
        changes.add(SaleStory.sold(next - 4, quantity(next - 4)));
      journal.write(new QuotaEvent.BatchApplied(FLOOR, changes, random.nextInt(2), NOON));
      while (waiting.size() > random.nextInt(20)) {
        int placed = waiting.removeFirst();
        journal.write(placed, SaleStory.placed(placed, quantity(placed), NOON));
      }
      if (projected && random.nextInt(15) == 0) database.catchUp();
    }
    for (int placed : waiting) {
      journal.write(placed, SaleStory.placed(placed, quantity(placed), NOON));
    }
  }

  private static int quantity(int number) {
    return 1 + number % 4;
  }

  private void assertNumbers() throws SQLException {
    Map<String, List<Long>> expected = foldOfTheWholeStream();
    assertThat(expected).hasSize(ORDERS);
    for (int number = 1; number <= ORDERS; number++) {
      QuotaGrant grant = shared(order(number));
      QuotaGrant.Moment before = grant.before().orElseThrow();
      assertThat(
              List.of(
                  before.granted(),
                  before.capacity(),
                  before.held(),
                  before.sold(),
                  before.free(),
                  before.refused(),
                  grant.position().ordering()))
          .as("order %d, seed %d", number, SEED)
          .isEqualTo(expected.get(order(number).value()));
    }
  }

  /** By plain counting from the first event on: none of the code under test is in it. */
  private Map<String, List<Long>> foldOfTheWholeStream() throws SQLException {
    var codec = new JournalCodec();
    var numbers = new HashMap<String, List<Long>>();
    long granted = 0;
    long capacity = 0;
    long held = 0;
    long sold = 0;
    long refused = 0;
    try (Connection connection = database.source().getConnection();
        PreparedStatement all =
            connection.prepareStatement(
                """
                SELECT ordering, event_ser_manifest, event_payload FROM event_journal
                WHERE persistence_id = 'Quota|concert.floor' ORDER BY sequence_number
                """);
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        JournalEvent event = codec.decodeEvent(row.getString(2), row.getBytes(3));
        var applied = (QuotaEvent.BatchApplied) event;
        refused += applied.refused();
        for (QuotaChange change : applied.changes()) {
          if (change instanceof QuotaChange.CapacitySet set) capacity = set.capacity();
          if (change instanceof QuotaChange.UnitsHeld taken) {
            numbers.put(
                taken.hold().value(),
                List.of(
                    granted,
                    capacity,
                    held,
                    sold,
                    capacity - held - sold,
                    refused,
                    row.getLong(1)));
            granted++;
            held += taken.quantity();
          }
          if (change instanceof QuotaChange.UnitsSold settled) {
            held -= settled.quantity();
            sold += settled.quantity();
          }
        }
      }
    }
    return numbers;
  }

  private QuotaGrant shared(OrderId order) {
    return histories.find(order).orElseThrow().grants().getFirst().found().orElseThrow();
  }
}
