package id.kuota.persistence.reconciliation;

import static id.kuota.persistence.projection.SaleStory.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An order that costs nothing is sold and has its tickets, without a payment and without money. */
final class FreeOrderReconciliationIT {

  private final SalesDatabase database = new SalesDatabase();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void isInOrderWithoutAPayment() throws SQLException {
    database.journal().begin(100).sell(1, 2, NOON).sellFree(2, 3, NOON);
    database.catchUp();

    var reconciliation =
        new Reconciliation(database.source(), Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC));
    ReconciliationReport report = reconciliation.run(EntityNumbers.NONE);

    assertThat(report.differences().kept()).isEmpty();
    assertThat(report.inMotion().kept()).isEmpty();
  }
}
