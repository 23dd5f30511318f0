package id.kuota.persistence.readmodel;

import static id.kuota.persistence.projection.MoneyStory.expire;
import static id.kuota.persistence.projection.MoneyStory.lateMoney;
import static id.kuota.persistence.projection.MoneyStory.refundOwed;
import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.buyersQuota;
import static id.kuota.persistence.projection.SaleStory.cancelled;
import static id.kuota.persistence.projection.SaleStory.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A sale as it is now, from what the projection has made of a journal. */
final class LiveSalesIT {

  private static final Instant NOW = NOON.plus(Duration.ofMinutes(59)).plusSeconds(30);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aSaleAsItIsNow() throws SQLException {
    Instant early = NOON.minusSeconds(1); // An hour ago, and so in the sums alone.
    Instant late = NOON.plusSeconds(60);
    journal.begin(100).sell(1, 2, early).sell(2, 1, NOON).hold(3, 3, late).hold(4, 1, late);
    journal
        .write(4, cancelled(late))
        .write(batch(FLOOR, late, released(4, 1)))
        .write(batch(buyersQuota(4), late, released(4, 1)));
    database.catchUp();

    LiveSale sale = find(NOW);

    assertThat(sale.name()).isEqualTo("Concert");
    assertThat(sale.currency()).isEqualTo("IDR");
    assertThat(sale.phase()).isEqualTo(SaleView.Phase.PLANNED);
    assertThat(sale.orders()).isEqualTo(new SaleReport.Orders(4, 2, 1, 0, 0, 0, 3 * PRICE));
    assertThat(sale.tickets()).isEqualTo(3);
    assertThat(sale.quotas())
        .singleElement()
        .satisfies(
            quota -> {
              assertThat(quota.quota()).isEqualTo(FLOOR);
              assertThat(quota.capacity()).isEqualTo(100);
              assertThat(quota.held()).isEqualTo(3);
              assertThat(quota.sold()).isEqualTo(3);
              assertThat(quota.revision()).isEqualTo(8);
            });
    assertThat(sale.minutes()).hasSize(LiveSales.MINUTES);
    assertThat(sale.minutes().getFirst())
        .isEqualTo(new LiveSale.Minute(NOON, 1, 1, 0, 0, 1, 0, PRICE));
    assertThat(sale.minutes().get(1)).isEqualTo(new LiveSale.Minute(late, 2, 0, 1, 0, 4, 0, 0));
    assertThat(sale.minutes().getLast())
        .isEqualTo(new LiveSale.Minute(NOON.plus(Duration.ofMinutes(59)), 0, 0, 0, 0, 0, 0, 0));
    assertThat(sale.asOf().at()).isEqualTo(NOW);
    assertThat(sale.asOf().lagMillis()).isZero();
    assertThat(
            database.rows("SELECT tx_id || ':' || ordering FROM projection WHERE name = 'sales'"))
        .containsExactly(sale.asOf().position());
  }

  @Test
  void whatWaitsIsTheLag() throws SQLException {
    journal.begin(100);
    database.catchUp();
    journal.at(NOW.minusSeconds(7)).hold(1, 1, NOON);

    LiveSale.AsOf asOf = find(NOW).asOf();

    assertThat(asOf.lagMillis()).isEqualTo(7_000);
    assertThat(asOf.at()).isEqualTo(NOON);
  }

  @Test
  void moneyThatIsOwedIsCountedByWhatItNeeds() throws SQLException {
    journal.begin(100);
    expire(journal, 1, NOON);
    journal.write(1, lateMoney(1, NOON)).write(1, refundOwed(1, NOON));
    database.catchUp();

    assertThat(find(NOW).refunds()).isEqualTo(new LiveSale.OpenRefunds(1, 0, 0, 0, 1, PRICE));
    assertThat(find(NOW.plus(Duration.ofHours(1))).refunds())
        .isEqualTo(new LiveSale.OpenRefunds(1, 0, 0, 1, 1, PRICE));
  }

  @Test
  void gatesAreCountedAndTheirSilentDevicesToo() throws SQLException {
    journal.begin(100);
    database.catchUp();
    insert(
        """
        INSERT INTO sales.gate_minute VALUES
          ('concert', 'north', 'main', '2026-11-21T12:54:00Z', 50, 0, 2),
          ('concert', 'north', 'main', '2026-11-21T12:56:00Z', 7, 1, 0),
          ('concert', 'south', 'main', '2026-11-21T12:58:00Z', 5, 0, 1),
          ('other', 'south', 'main', '2026-11-21T12:58:00Z', 5, 0, 1);
        INSERT INTO sales.gate_inside VALUES
          ('concert', 'north', 'main', 55), ('concert', 'south', 'main', 5);
        INSERT INTO sales.gate_device
          (sale_id, device_id, name, role, status, key, software, invited_at, changed_at)
        SELECT 'concert', id, id, 'steward', status, 1, '', changed, changed
        FROM (VALUES
          ('never', 'active', timestamptz '2026-11-21T12:57:00Z'),
          ('long-ago', 'active', timestamptz '2026-11-21T11:00:00Z'),
          ('just-now', 'active', timestamptz '2026-11-21T11:00:00Z'),
          ('revoked', 'revoked', timestamptz '2026-11-21T11:00:00Z')) d(id, status, changed);
        INSERT INTO device_presence (device_id, seen_at) VALUES
          ('long-ago', '2026-11-21T12:57:29Z'), ('just-now', '2026-11-21T12:57:30Z');
        """);
    var refusals = new GateRefusals(database.source());
    refusals.add(
        Map.of(
            new GateRefusals.Refusal("concert", "north", "main", "void"), 3L,
            new GateRefusals.Refusal("concert", "south", "main", "void"), 2L,
            new GateRefusals.Refusal("concert", "south", "main", "invalid"), 9L));

    LiveSale.Gates gates = find(NOW).gates();

    assertThat(gates.inside()).isEqualTo(60);
    assertThat(gates.recent()).isEqualTo(12);
    assertThat(gates.conflicts()).isEqualTo(3);
    assertThat(gates.silentDevices()).isEqualTo(2);
    assertThat(gates.refused())
        .containsExactly(
            new LiveSale.RefusedScans("invalid", 9), new LiveSale.RefusedScans("void", 5));
    insert("INSERT INTO sales.inside_unknown VALUES ('concert')");
    assertThat(find(NOW).gates().inside()).isNull();
  }

  @Test
  void ordersOnTheirWayAreSplitByPaymentAndDeadline() throws SQLException {
    journal.begin(100).sell(1, 2, NOON).hold(2, 3, NOON).hold(3, 1, NOON).hold(4, 4, late());
    journal.write(3, SaleStory.paymentStarted(3, NOON));
    database.catchUp();
    var orders =
        new LiveOrders(
            database.source(), Clock.fixed(NOON.plus(Duration.ofMinutes(14)), ZoneOffset.UTC));

    LiveOrders.Underway underway = orders.of(CONCERT);

    assertThat(underway.held())
        .containsExactly(new LiveOrders.HeldOffer(new OfferId("floor"), 7, 1, 4, 4));
    assertThat(underway.payments())
        .containsExactly(new LiveOrders.Payments("fake", "virtual_account", 2, 1, 0, 1));
    assertThat(underway.everPaying()).isEqualTo(2);
    assertThat(orders.of(new SaleId("nothing")))
        .isEqualTo(new LiveOrders.Underway(List.of(), List.of(), 0));
  }

  /** Its hold ends more than five minutes after that of an order at noon. */
  private static Instant late() {
    return NOON.plus(Duration.ofMinutes(6));
  }

  @Test
  void aSaleThatIsUnknownOrCannotBeReadIsNotMadeUp() {
    assertThat(sales(NOW).find(new SaleId("nothing"))).isEmpty();
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
    assertThatThrownBy(() -> new LiveSales(nowhere, Clock.systemUTC()).find(CONCERT))
        .isInstanceOf(ReadModelUnavailableException.class);
  }

  private LiveSale find(Instant now) {
    return sales(now).find(CONCERT).orElseThrow();
  }

  private LiveSales sales(Instant now) {
    return new LiveSales(database.source(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private void insert(String rows) throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(rows);
    }
  }
}
