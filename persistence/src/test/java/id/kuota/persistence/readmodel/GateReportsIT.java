package id.kuota.persistence.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.persistence.projection.ProjectionRebuild;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The read models of the gates, on a real PostgreSQL. */
final class GateReportsIT {

  private static final Instant NOW = Instant.parse("2026-11-21T12:10:30Z");
  private static final SaleId SALE = new SaleId("concert");
  private static final TicketOrigin ORIGIN = new TicketOrigin("ord_1", SALE, new OfferId("cat1"));
  private static final TicketId FIRST = TicketId.of("ord_1", 1);
  private static final TicketId SECOND = TicketId.of("ord_1", 2);

  private final SalesDatabase database = new SalesDatabase();
  private final GateReports reports =
      new GateReports(database.source(), Clock.fixed(NOW, ZoneOffset.UTC));
  private final VoidCodes voidCodes = new VoidCodes(database.source());

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void peopleInsideAreCountedByGateAndListOverBatchesAndRebuilds() throws SQLException {
    write(
        FIRST,
        new TicketEvent.TicketIssued(FIRST, ORIGIN, NOW),
        in("north", NOW.minusSeconds(3_600)));
    database.catchUpCounts();
    write(FIRST, out("south", NOW.minusSeconds(60)));
    write(
        SECOND,
        new TicketEvent.TicketIssued(SECOND, ORIGIN, NOW),
        in("north", NOW.minusSeconds(60)));
    database.catchUpCounts();

    var expected =
        new GateReports.GateCount[] {
          new GateReports.GateCount("concert.north", "main", 2, 0, 0, 1, 1),
          new GateReports.GateCount("concert.south", "main", 0, 1, 0, 0, 0)
        };
    assertThat(reports.of(SALE).gates()).containsExactly(expected);
    assertThat(reports.of(SALE).lag()).isEqualTo(Duration.ZERO);
    assertThat(reports.of(new SaleId("another")).gates()).isEmpty();

    new ProjectionRebuild(database.source()).run("sales", (done, total, rate) -> {});
    assertThat(reports.of(SALE).gates()).containsExactly(expected);
  }

  @Test
  void passagesFromBeforePeopleWereCountedLeaveTheirNumberUnknownUntilARebuild()
      throws SQLException {
    write(
        FIRST, new TicketEvent.TicketIssued(FIRST, ORIGIN, NOW), in("north", NOW.minusSeconds(60)));
    database.catchUpCounts();
    database.execute("DELETE FROM sales.gate_passage");
    database.execute("DELETE FROM sales.gate_inside");
    database.execute("INSERT INTO sales.inside_unknown VALUES ('concert')");
    write(FIRST, out("south", NOW));
    database.catchUpCounts();
    assertThat(reports.of(SALE).insideKnown()).isFalse();
    assertThat(reports.of(new SaleId("another")).insideKnown()).isTrue();

    new ProjectionRebuild(database.source()).run("sales", (done, total, rate) -> {});
    assertThat(reports.of(SALE).insideKnown()).isTrue();
    assertThat(reports.of(SALE).gates())
        .extracting(GateReports.GateCount::inside)
        .containsExactly(0L, 0L);
  }

  @Test
  void ticketsOfAnOfferAreThoseThatWereSoldAndAreNotVoid() throws SQLException {
    pay("ord_1", FIRST, SECOND);
    database.catchUpCounts();
    assertThat(reports.of(SALE).tickets()).isEqualTo(Map.of(ORIGIN.offer(), 2L));

    write(FIRST, new TicketEvent.TicketIssued(FIRST, ORIGIN, NOW));
    write(FIRST, new TicketEvent.TicketVoided(ORIGIN, "refunded", "operator", NOW));
    database.catchUpCounts();
    assertThat(reports.of(SALE).tickets()).isEqualTo(Map.of(ORIGIN.offer(), 1L));
    assertThat(reports.of(new SaleId("another")).tickets()).isEmpty();

    new ProjectionRebuild(database.source()).run("sales", (done, total, rate) -> {});
    assertThat(reports.of(SALE).tickets()).isEqualTo(Map.of(ORIGIN.offer(), 1L));
  }

  private void pay(String order, TicketId... tickets) throws SQLException {
    var paid =
        new OrderEvent.OrderPaid(
            SALE,
            PaymentId.of(order, "key"),
            "trx",
            List.of(),
            Stream.of(tickets).map(id -> new Ticket(id, ORIGIN.offer())).toList(),
            NOW);
    database.journal().write("Order|" + order, paid);
  }

  @Test
  void codesThatCountNoMoreAreListedPageByPage() throws SQLException {
    write(
        FIRST,
        new TicketEvent.TicketIssued(FIRST, ORIGIN, NOW),
        new TicketEvent.TicketReissued(ORIGIN, 2, "ani", NOW));
    database.catchUpCounts();
    write(FIRST, new TicketEvent.TicketReissued(ORIGIN, 3, "ani", NOW));
    write(
        SECOND,
        new TicketEvent.TicketIssued(SECOND, ORIGIN, NOW),
        new TicketEvent.TicketVoided(ORIGIN, "refunded", "operator", NOW));
    database.catchUpCounts();

    Page<VoidCodes.VoidCode> all = voidCodes.page(SALE, "", 10);
    assertThat(all.rows())
        .containsExactlyInAnyOrder(
            new VoidCodes.VoidCode(FIRST.value(), 3),
            new VoidCodes.VoidCode(SECOND.value(), 65_536));
    assertThat(all.hasMore()).isFalse();
    Page<VoidCodes.VoidCode> first = voidCodes.page(SALE, "", 1);
    assertThat(first.hasMore()).isTrue();
    assertThat(voidCodes.page(SALE, first.rows().getFirst().ticket(), 1).rows())
        .containsExactly(all.rows().getLast());
    assertThat(voidCodes.page(new SaleId("another"), "", 10).rows()).isEmpty();
  }

  private void write(TicketId ticket, TicketEvent... events) throws SQLException {
    for (TicketEvent event : events) {
      database.journal().write("Ticket|" + ticket, event);
    }
  }

  private static TicketEvent.TicketCheckedIn in(String gate, Instant at) {
    return new TicketEvent.TicketCheckedIn(ORIGIN, scan(gate, at), GatePassage.Mode.ONLINE, "", at);
  }

  private static TicketEvent.TicketCheckedOut out(String gate, Instant at) {
    return new TicketEvent.TicketCheckedOut(ORIGIN, scan(gate, at), GatePassage.Mode.ONLINE, at);
  }

  private static Scan scan(String gate, Instant at) {
    return new Scan("nonce", new GateId("concert." + gate), "device", "main", at);
  }
}
