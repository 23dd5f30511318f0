package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.telemetry.Metric;
import id.kuota.http.testing.RecordedTelemetry;
import id.kuota.persistence.readmodel.StoredFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What the gauges show of the read models, while the database is there and while it is not. */
final class DatabaseFiguresTest {

  private static final StoredFigures FIRST =
      new StoredFigures(1, 2, 3, Duration.ofSeconds(4), 5, 6);
  private static final StoredFigures SECOND = new StoredFigures(0, 0, 0, Duration.ZERO, 0, 0);

  private final RecordedTelemetry telemetry = new RecordedTelemetry();
  private final AtomicReference<Supplier<StoredFigures>> database =
      new AtomicReference<>(DatabaseFiguresTest::away);
  private final DatabaseFigures figures =
      new DatabaseFigures(telemetry, () -> database.get().get());

  @Test
  void nothingIsShownBeforeTheFirstReadingAndTheLastOneWhileTheDatabaseIsAway() {
    figures.look();
    assertThat(telemetry.gauge(Metric.OVERSOLD)).isNaN();

    database.set(() -> FIRST);
    figures.look();
    assertThatItShows(1, 2, 3, 4, 5, 6);

    database.set(DatabaseFiguresTest::away);
    figures.look();
    assertThatItShows(1, 2, 3, 4, 5, 6);

    database.set(() -> SECOND);
    figures.look();
    assertThatItShows(0, 0, 0, 0, 0, 0);
  }

  private void assertThatItShows(
      double overdue, double oversold, double owed, double oldest, double inside, double silent) {
    assertThat(telemetry.gauge(Metric.HOLDS_OVERDUE)).isEqualTo(overdue);
    assertThat(telemetry.gauge(Metric.OVERSOLD)).isEqualTo(oversold);
    assertThat(telemetry.gauge(Metric.REFUNDS_OWED)).isEqualTo(owed);
    assertThat(telemetry.gauge(Metric.REFUNDS_OLDEST)).isEqualTo(oldest);
    assertThat(telemetry.gauge(Metric.INSIDE)).isEqualTo(inside);
    assertThat(telemetry.gauge(Metric.DEVICES_SILENT)).isEqualTo(silent);
  }

  private static StoredFigures away() {
    var away = new PGSimpleDataSource();
    away.setUrl("jdbc:postgresql://127.0.0.1:1/kuota");
    return StoredFigures.read(away, Instant.EPOCH);
  }
}
