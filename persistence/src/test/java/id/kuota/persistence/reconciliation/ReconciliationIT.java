package id.kuota.persistence.reconciliation;

import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.buyersQuota;
import static id.kuota.persistence.projection.SaleStory.capacity;
import static id.kuota.persistence.projection.SaleStory.held;
import static id.kuota.persistence.projection.SaleStory.order;
import static id.kuota.persistence.projection.SaleStory.released;
import static id.kuota.persistence.projection.SaleStory.sold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal in order has no differences; every fault that is planted is found and named. */
final class ReconciliationIT {

  /** Long after every deadline of the story. */
  private static final Instant TOMORROW = NOON.plusSeconds(86_400);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @BeforeEach
  void aSaleWithOrdersOfEveryKind() throws SQLException {
    journal.begin(100).sell(1, 2, NOON).hold(2, 3, NOON);
    end(3, SaleStory.cancelled(NOON));
    end(4, SaleStory.expired(NOON));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void nothingDiffersWhereAllIsInOrder() throws SQLException {
    database.catchUp();

    ReconciliationReport report = reconcile(NOON);

    assertThat(report.differences().kept()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.inMotion().kept()).isEmpty();
    assertThat(report.notes().kept()).isEmpty();
    assertThat(report.counts())
        .isEqualTo(new ReconciliationReport.Counts(27, 0, 1, 1, 4, 4, 0, 0, 1));
    assertThat(report.render()).endsWith("in motion: none\ndifferences: none\n");
  }

  @Test
  void aReadModelThatIsBehindIsNoDifference() throws SQLException {
    database.catchUp();
    journal.sell(5, 1, NOON.plusSeconds(60)).hold(6, 1, NOON.plusSeconds(60));

    ReconciliationReport report = reconcile(NOON);

    assertThat(report.differences().kept()).isEmpty();
    assertThat(report.counts().rowsWaiting()).isEqualTo(11);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE sales.quota_summary SET sold = sold + 1 WHERE quota_id = 'concert.floor'    | quota concert.floor  | sold is 3, 2 by the journal
          UPDATE sales.quota_summary SET held = 0 WHERE quota_id = 'concert~buyer2'          | quota concert~buyer2 | held is 0, 3 by the journal
          UPDATE sales.quota_summary SET capacity = 99 WHERE quota_id = 'concert.floor'      | quota concert.floor  | capacity is 99, 100 by the journal
          UPDATE sales.quota_summary SET revenue = 1 WHERE quota_id = 'concert.floor'        | quota concert.floor  | revenue is 1, 10000000 by the journal
          UPDATE sales.quota_summary SET refused = 1 WHERE quota_id = 'concert.floor'        | quota concert.floor  | refused is 1, 0 by the journal
          UPDATE sales.quota_summary SET revision = 4, held = 1 WHERE NOT personal           | quota concert.floor  | the revision of the read model is 4, 8 by the journal
          UPDATE sales.quota_summary SET revision = 99 WHERE quota_id = 'concert.floor'      | quota concert.floor  | the read model has event 99, the journal ends with event 8
          DELETE FROM sales.quota_summary WHERE quota_id = 'concert~buyer1'                  | quota concert~buyer1 | the revision of the read model is 0, 2 by the journal
          UPDATE sales.quota_minute SET sold = sold - 1                                      | quota concert.floor  | its minutes sum up to MinuteSums[taken=7, sold=1
          UPDATE sales.sale_minute SET placed = placed + 1                                   | sale concert         | its orders are counted as SaleTally[placed=5, paid=1
          UPDATE sales.sale_minute SET revenue = 7                                           | sale concert         | revenue=7], SaleTally[placed=4
          UPDATE sales.sale_listing SET status = 'closed'                                    | sale concert         | is listed as Concert, closed, revision 1, Concert, planned, revision 1
          INSERT INTO sales.quota_summary SELECT 'concert.balcony', sale_id, personal, capacity, held, sold, released, refused, revenue, last_deadline, revision, updated_at FROM sales.quota_summary WHERE NOT personal | quota concert.balcony | has a row, and is not in the journal
          """)
  void aWrongReadModelIsFound(String change, String subject, String detail) throws SQLException {
    database.catchUp();
    assertThat(database.execute(change)).isPositive();

    assertThat(reconcile(NOON).differences().kept())
        .anySatisfy(
            difference -> {
              assertThat(difference.kind()).isEqualTo(Difference.Kind.READ_MODEL_DIFFERS);
              assertThat(difference.subject()).isEqualTo(subject);
              assertThat(difference.detail()).contains(detail);
            });
  }

  @Test
  void aDeletedJournalRowIsFound() throws SQLException {
    database.catchUp();
    delete("Quota|concert.floor", 3);

    assertThat(reconcile(NOON).differences().kept())
        .containsExactly(
            new Difference(
                Difference.Kind.GAP_IN_STREAM,
                "Quota|concert.floor",
                "event 2 is followed by event 4; the rest of it is not compared"));
  }

  @Test
  void aDeletedLastRowIsFound() throws SQLException {
    database.catchUp();
    delete("Quota|concert~buyer1", 2);

    assertThat(reconcile(NOON).differences().kept())
        .extracting(Difference::kind, Difference::subject)
        .contains(
            tuple(Difference.Kind.READ_MODEL_DIFFERS, "quota concert~buyer1"),
            tuple(Difference.Kind.SOLD_DIFFERS, "quota concert~buyer1"));
  }

  @Test
  void aLostOrderIsFound() throws SQLException {
    database.catchUp();
    assertThat(
            database.execute(
                "DELETE FROM event_journal WHERE persistence_id = 'Order|" + order(1) + "'"))
        .isPositive();

    assertThat(kinds(NOON))
        .contains(Difference.Kind.SOLD_DIFFERS, Difference.Kind.READ_MODEL_DIFFERS);
  }

  @Test
  void anOversoldQuotaIsFound() throws SQLException {
    journal.hold(5, 96, NOON);
    database.catchUp();

    assertThat(reconcile(NOON).differences().kept())
        .contains(
            new Difference(
                Difference.Kind.OVERSOLD,
                "quota concert.floor",
                "event 9 holds 96 units for %s; with them 101 are in use, of 100"
                    .formatted(order(5))));
  }

  @Test
  void aForcedCapacityIsSaidAndNoDifference() throws SQLException {
    journal.write(
        batch(FLOOR, NOON, new QuotaChange.CapacitySet(4, 100, "smaller stage", "operator")));
    database.catchUp();

    ReconciliationReport report = reconcile(NOON);

    assertThat(report.differences().kept()).isEmpty();
    assertThat(report.notes().kept())
        .containsExactly(
            "quota concert.floor: at 2026-11-21T12:00:00Z the capacity was set to 4 while 5 were in"
                + " use (smaller stage, by operator)");
  }

  @Test
  void aHoldWithoutAnOrderIsInMotionUntilItsDeadline() throws SQLException {
    journal.write(batch(FLOOR, NOON, held(9, 1)));
    database.catchUp();

    ReconciliationReport before = reconcile(SaleStory.DEADLINE.plusSeconds(9));
    assertThat(before.differences().kept()).isEmpty();
    assertThat(before.inMotion().kept()).hasSize(1);
    assertThat(before.inMotion().kept().getFirst())
        .contains(order(9).value(), "no such order, or not yet");

    assertThat(reconcile(SaleStory.DEADLINE.plusSeconds(11)).differences().kept())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.kind()).isEqualTo(Difference.Kind.HOLD_WITHOUT_ORDER);
              assertThat(difference.detail()).contains(order(9).value(), "there is no such order");
            });
  }

  @Test
  void aHoldOfAnOrderThatHasEndedIsFound() throws SQLException {
    journal.write(batch(FLOOR, NOON, held(3, 1)));
    database.catchUp();

    assertThat(kinds(NOON)).containsExactly(Difference.Kind.HOLD_WITHOUT_ORDER);
  }

  @Test
  void aHoldThatAnEarlierTryLeftBehindIsInMotionUntilItsDeadline() throws SQLException {
    Instant earlier = SaleStory.DEADLINE.minusSeconds(60);
    journal.write(batch(FLOOR, NOON, held(1, 1, earlier)));
    database.catchUp();

    ReconciliationReport before = reconcile(NOON);
    assertThat(before.differences().kept()).isEmpty();
    assertThat(before.inMotion().kept()).hasSize(1);
    assertThat(before.inMotion().kept().getFirst()).contains("an earlier attempt of its order");

    assertThat(kinds(SaleStory.DEADLINE)).containsExactly(Difference.Kind.HOLD_WITHOUT_ORDER);
  }

  @Test
  void aHeldOrderWithoutItsHoldIsFound() throws SQLException {
    journal.write(batch(FLOOR, NOON, released(2, 3)));
    database.catchUp();

    assertThat(reconcile(NOON).differences().kept())
        .containsExactly(
            new Difference(
                Difference.Kind.HOLD_DIFFERS,
                "quota concert.floor",
                order(2) + " is held with 3 units and has no hold"));
  }

  @Test
  void unitsSoldWithoutAnOrderAreFound() throws SQLException {
    journal.write(batch(FLOOR, NOON, sold(2, 3)));
    database.catchUp();

    assertThat(kinds(NOON))
        .containsExactlyInAnyOrder(Difference.Kind.HOLD_DIFFERS, Difference.Kind.SOLD_DIFFERS);
  }

  @Test
  void unitsSoldToTheWrongOrderAreFound() throws SQLException {
    // Order 5 has paid for one unit; the quota sold one to order 6, which gave it back.
    journal.hold(5, 1, NOON).hold(6, 1, NOON);
    journal
        .write(5, SaleStory.paid(5, 1, NOON))
        .write(5, SaleStory.dutyDone(NOON))
        .write(6, SaleStory.cancelled(NOON))
        .write(6, SaleStory.dutyDone(NOON))
        .write(batch(FLOOR, NOON, released(5, 1), sold(6, 1)))
        .write(batch(buyersQuota(5), NOON, sold(5, 1)))
        .write(batch(buyersQuota(6), NOON, released(6, 1)));
    database.catchUpCounts();

    assertThat(reconcile(NOON).differences().kept())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.kind()).isEqualTo(Difference.Kind.SOLD_DIFFERS);
              assertThat(difference.subject()).isEqualTo("quota concert.floor");
            });
  }

  @Test
  void aPaidOrderIsInMotionUntilItsQuotasAreSettled() throws SQLException {
    journal.hold(5, 1, NOON).write(5, SaleStory.paid(5, 1, NOON));
    journal.write(batch(buyersQuota(5), NOON, sold(5, 1)));
    database.catchUpCounts();

    ReconciliationReport soon = reconcile(NOON);
    assertThat(soon.differences().kept()).isEmpty();
    assertThat(soon.inMotion().kept()).hasSize(1);
    assertThat(soon.inMotion().kept().getFirst()).contains("quota concert.floor", "still holds 1");

    assertThat(kinds(TOMORROW)).containsExactly(Difference.Kind.HOLD_OVERDUE);
  }

  @Test
  void missingTicketsAreFound() throws SQLException {
    OrderEvent.OrderPaid whole = SaleStory.paid(5, 2, NOON);
    var short1 =
        new OrderEvent.OrderPaid(
            whole.sale(),
            whole.payment(),
            whole.reference(),
            whole.revenue(),
            whole.tickets().subList(0, 1),
            NOON);
    journal
        .hold(5, 2, NOON)
        .write(5, short1)
        .write(batch(FLOOR, NOON, sold(5, 2)))
        .write(batch(buyersQuota(5), NOON, sold(5, 2)))
        .write(5, SaleStory.dutyDone(NOON));
    database.catchUpCounts();

    assertThat(reconcile(NOON).differences().kept())
        .containsExactly(
            new Difference(
                Difference.Kind.TICKETS_DIFFER, "order " + order(5), "1 tickets for 2 units"));
  }

  @Test
  void eventsThatDoNotFitAreFound() throws SQLException {
    journal.write(batch(FLOOR, NOON, sold(8, 1)));
    try (Connection connection = database.source().getConnection()) {
      journal.write(connection, "Sale|concert", "ZZ9", new byte[] {1});
      journal.write(connection, "Basket|1", "ZZ9", new byte[] {1});
    }

    assertThat(kinds(NOON))
        .contains(Difference.Kind.IMPOSSIBLE_EVENT, Difference.Kind.UNREADABLE_EVENT);
  }

  @Test
  void anEntityThatRemembersOtherwiseIsFound() throws SQLException {
    database.catchUp();

    assertThat(withEntity(new EntityNumbers.Numbers(100, 95, 3, 2, 8))).isEmpty();
    assertThat(withEntity(new EntityNumbers.Numbers(100, 98, 2, 0, 2)))
        .as("as of an earlier event")
        .isEmpty();
    assertThat(withEntity(new EntityNumbers.Numbers(100, 95, 3, 2, 2)))
        .as("not as of that event")
        .hasSize(2);
    assertThat(withEntity(new EntityNumbers.Numbers(100, 96, 3, 1, 8)))
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.ENTITY_DIFFERS);
    assertThat(withEntity(new EntityNumbers.Numbers(100, 90, 3, 2, 8)))
        .extracting(Difference::detail)
        .singleElement()
        .asString()
        .contains("capacity is not available + held + sold");
    assertThat(withEntity(new EntityNumbers.Numbers(100, 95, 3, 2, 9)))
        .extracting(Difference::detail)
        .singleElement()
        .asString()
        .contains("it has event 9 in memory, the journal ends with event 8");
  }

  @Test
  void anEntityIsComparedAtItsOwnRevision() throws SQLException {
    database.catchUp();
    journal.write(batch(FLOOR, NOON, capacity(200)));

    assertThat(withEntity(new EntityNumbers.Numbers(100, 95, 3, 2, 8))).isEmpty();
  }

  @Test
  void theRenderingNamesEachDifference() throws SQLException {
    database.catchUp();
    assertThat(database.execute("UPDATE sales.sale_listing SET revision = 9")).isPositive();

    assertThat(reconcile(NOON).render())
        .contains(
            "journal          27 rows, 0 of them not yet in the read model",
            "compared         1 sales, 1 shared and 4 personal quotas, 4 orders",
            "differences: 1\n  READ_MODEL_DIFFERS sale concert: is listed as");
  }

  /** An order of one unit that ended without being paid, and gave it back. */
  private void end(int order, OrderEvent ending) throws SQLException {
    journal
        .hold(order, 1, NOON)
        .write(order, ending)
        .write(batch(FLOOR, NOON, released(order, 1)))
        .write(batch(buyersQuota(order), NOON, released(order, 1)))
        .write(order, SaleStory.dutyDone(NOON));
  }

  private void delete(String entity, long sequenceNumber) throws SQLException {
    assertThat(
            database.execute(
                "DELETE FROM event_journal WHERE persistence_id = '%s' AND sequence_number = %d"
                    .formatted(entity, sequenceNumber)))
        .isEqualTo(1);
  }

  private ReconciliationReport reconcile(Instant now) throws SQLException {
    return reconciliation(now).run(EntityNumbers.NONE);
  }

  private List<Difference.Kind> kinds(Instant now) throws SQLException {
    return reconcile(now).differences().kept().stream().map(Difference::kind).toList();
  }

  private List<Difference> withEntity(EntityNumbers.Numbers numbers) throws SQLException {
    return reconciliation(NOON)
        .run(quota -> quota.equals(FLOOR) ? Optional.of(numbers) : Optional.empty())
        .differences()
        .kept();
  }

  private Reconciliation reconciliation(Instant now) {
    return new Reconciliation(database.source(), Clock.fixed(now, ZoneOffset.UTC));
  }
}
