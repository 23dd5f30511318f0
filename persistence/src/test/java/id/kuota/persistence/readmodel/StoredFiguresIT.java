package id.kuota.persistence.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The figures of all sales, on a real PostgreSQL: what counts, and from which moment on. */
final class StoredFiguresIT {

  private static final Instant NOW = Instant.parse("2026-11-21T12:10:30Z");

  private final SalesDatabase database = new SalesDatabase();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void withoutSalesThereIsNothing() {
    assertThat(StoredFigures.read(database.source(), NOW))
        .isEqualTo(new StoredFigures(0, 0, 0, Duration.ZERO, 0, 0));
  }

  @Test
  void unitsAreOverdueAMinuteAfterTheLastDeadlineOfTheirQuota() throws SQLException {
    held("late.cat1", false, 3, ago(Duration.ofSeconds(61)));
    held("late.buyer", true, 4, ago(Duration.ofHours(3)));
    held("just.cat1", false, 50, ago(Duration.ofSeconds(59)));

    assertThat(StoredFigures.read(database.source(), NOW).heldOverdue()).isEqualTo(7);
  }

  @Test
  void whatIsAboveTheCapacityOfASharedQuotaIsOversold() throws SQLException {
    sale("now", NOW.plusSeconds(60));
    sale("lately", ago(Duration.ofDays(6)));
    sale("long-ago", ago(Duration.ofDays(8)));
    quota("now.full", "now", false, 10, 4, 6);
    quota("now.beyond", "now", false, 10, 4, 8);
    quota("now.buyer", "now", true, 1, 0, 9);
    quota("lately.beyond", "lately", false, 10, 0, 13);
    quota("long-ago.beyond", "long-ago", false, 10, 0, 100);

    assertThat(StoredFigures.read(database.source(), NOW).oversold()).isEqualTo(2 + 3);
  }

  @Test
  void refundsAreOwedUntilTheMoneyWentBack() throws SQLException {
    refund("r1", "due", ago(Duration.ofMinutes(2)));
    refund("r2", "manual", ago(Duration.ofHours(5)));
    refund("r3", "review", NOW.plusSeconds(5));
    refund("r4", "done", ago(Duration.ofDays(9)));
    refund("r5", "waived", ago(Duration.ofDays(9)));

    StoredFigures figures = StoredFigures.read(database.source(), NOW);
    assertThat(figures.refundsOwed()).isEqualTo(3);
    assertThat(figures.oldestRefund()).isEqualTo(Duration.ofHours(5));
  }

  @Test
  void peopleAreInsideWhereAGateAdmittedWithinADay() throws SQLException {
    inside("today", "north", 5, ago(Duration.ofHours(23)));
    inside("today", "south", 2, ago(Duration.ofHours(30)));
    inside("last-week", "north", 900, ago(Duration.ofDays(7)));
    inside("unknown", "north", 40, ago(Duration.ofHours(1)));
    database.execute("INSERT INTO sales.inside_unknown VALUES ('unknown')");

    assertThat(StoredFigures.read(database.source(), NOW).inside()).isEqualTo(7);
  }

  @Test
  void aDeviceIsSilentFromTwoMinutesToAnHourAfterItWasHeard() throws SQLException {
    device("speaking", "active", ago(Duration.ofSeconds(90)));
    device("silent", "active", ago(Duration.ofSeconds(121)));
    device("packed-up", "active", ago(Duration.ofMinutes(61)));
    device("revoked", "revoked", ago(Duration.ofMinutes(10)));

    assertThat(StoredFigures.read(database.source(), NOW).devicesSilent()).isEqualTo(1);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNamed() {
    var away = new PGSimpleDataSource();
    away.setUrl("jdbc:postgresql://127.0.0.1:1/kuota");
    assertThatThrownBy(() -> StoredFigures.read(away, NOW))
        .isInstanceOf(ReadModelUnavailableException.class)
        .hasMessageContaining("figures");
  }

  private static Instant ago(Duration time) {
    return NOW.minus(time);
  }

  private void held(String quota, boolean personal, int units, Instant deadline)
      throws SQLException {
    database.execute(
        "INSERT INTO wake.quota VALUES ('%s', %s, %d, '%s')"
            .formatted(quota, personal, units, deadline));
  }

  private void sale(String sale, Instant closes) throws SQLException {
    database.execute(
        "INSERT INTO sales.sale_listing VALUES ('%s', 'A sale', 'IDR', 'open', '%s', '%s', 1, '%s')"
            .formatted(sale, closes.minusSeconds(60), closes, NOW));
  }

  private void quota(String quota, String sale, boolean personal, int capacity, int held, int sold)
      throws SQLException {
    database.execute(
        """
        INSERT INTO sales.quota_summary
          (quota_id, sale_id, personal, capacity, held, sold, released, refused, revision, updated_at)
        VALUES ('%s', '%s', %s, %d, %d, %d, 0, 0, 1, '%s')
        """
            .formatted(quota, sale, personal, capacity, held, sold, NOW));
  }

  private void refund(String refund, String status, Instant since) throws SQLException {
    database.execute(
        """
        INSERT INTO sales.refund (refund_id, order_id, sale_id, payment_id, amount, reason, status,
          note, since, changed_at)
        VALUES ('%s', 'ord_1', 'sale', '%s', 1, 'paid_after_expiry', '%s', '', '%s', '%s')
        """
            .formatted(refund, refund, status, since, since));
  }

  private void inside(String sale, String gate, int people, Instant minute) throws SQLException {
    database.execute(
        "INSERT INTO sales.gate_inside VALUES ('%s', '%s', 'main', %d)"
            .formatted(sale, gate, people));
    database.execute(
        "INSERT INTO sales.gate_minute VALUES ('%s', '%s', 'main', '%s', %d, 0, 0)"
            .formatted(sale, gate, minute, people));
  }

  private void device(String device, String status, Instant seen) throws SQLException {
    database.execute(
        """
        INSERT INTO sales.gate_device (sale_id, device_id, name, role, status, key, software,
          invited_at, changed_at)
        VALUES ('sale', '%s', '%s', 'steward', '%s', 1, '', '%s', '%s')
        """
            .formatted(device, device, status, seen, seen));
    database.execute(
        "INSERT INTO device_presence (device_id, seen_at) VALUES ('%s', '%s')"
            .formatted(device, seen));
  }
}
