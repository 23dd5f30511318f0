package id.kuota.persistence.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.ReportRequest;
import id.kuota.persistence.report.Reports;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exports that are asked for, claimed, written, taken over and swept, on a real PostgreSQL. */
final class ExportsIT {

  private static final SaleId CONCERT = new SaleId("concert");
  private static final byte[] PART = {1, 2, 3};
  private static final Export.File FILE = new Export.File("orders.csv", "812:4711");

  private static EmbeddedDatabase embedded;
  private static Database database;
  private static DataSource source;

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private Exports exports;
  private ExportQueue queue;

  @BeforeAll
  static void start() {
    embedded = EmbeddedDatabase.temporary();
    database = Database.open(embedded.settings());
    database.migrate();
    source = database.dataSource();
  }

  @AfterAll
  static void stop() {
    database.close();
    embedded.close();
  }

  @BeforeEach
  void oneSale() throws SQLException {
    exports = new Exports(source, () -> now);
    queue = new ExportQueue(source, () -> now);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          TRUNCATE report_export CASCADE;
          DELETE FROM sales.sale_listing;
          INSERT INTO sales.sale_listing VALUES
            ('concert', 'Concert', 'IDR', 'open', now(), now(), 3, now());
          """);
    }
  }

  @Test
  void theSameQuestionGetsTheSameExportWhileThatIsOpen() {
    Export first = ask("csv");
    assertThat(first.state()).isEqualTo(Export.State.WAITING);
    assertThat(ask("csv")).isEqualTo(first);
    now = now.plusSeconds(1);
    assertThat(ask("xlsx").id()).isNotEqualTo(first.id());
    Claim claim = queue.claim().orElseThrow();
    assertThat(ask("csv").id()).isEqualTo(first.id());
    claim.finish(0, FILE);
    assertThat(ask("csv").id()).isNotEqualTo(first.id());
    assertThat(exports.list(CONCERT)).hasSize(3);
  }

  @Test
  void daysAreRead() {
    var days =
        new ReportPeriod(
            Optional.of(LocalDate.parse("2026-11-20")), Optional.empty(), ReportPeriod.WIB);
    var asked = new ExportQuestion(request(CONCERT, days), "csv", "en");
    Export export = ((Asked.Accepted) exports.ask(asked, "ani")).export();
    assertThat(export.question()).isEqualTo(asked);
    assertThat(export.askedBy()).isEqualTo("ani");
    assertThat(exports.find(export.id())).contains(export);
  }

  @Test
  void aSaleThatThereIsNotHasNoExports() {
    var question =
        new ExportQuestion(
            request(new SaleId("nothing"), ReportPeriod.always(ReportPeriod.WIB)), "csv", "en");
    assertThat(exports.ask(question, "ani")).isEqualTo(new Asked.UnknownSale());
  }

  @Test
  void thereIsABoundOfFilesThatWait() {
    for (int n = 0; n < Exports.OPEN_MAX; n++) ask("format" + n);
    assertThat(exports.ask(question("csv"), "ani")).isEqualTo(new Asked.Full());
    queue.claim().orElseThrow().fail(Export.Failure.TOO_SLOW);
    assertThat(exports.ask(question("csv"), "ani")).isInstanceOf(Asked.Accepted.class);
  }

  @Test
  void thereIsABoundOfBytesThatAreKept() throws SQLException {
    Export export = ask("xlsx");
    queue.claim().orElseThrow().finish(1, FILE);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE report_export SET size_bytes = " + Exports.KEPT_BYTES_MAX);
    }
    assertThat(exports.ask(question("csv"), "ani")).isEqualTo(new Asked.Full());
    assertThat(exports.delete(export.id())).isTrue();
    assertThat(exports.ask(question("csv"), "ani")).isInstanceOf(Asked.Accepted.class);
  }

  @Test
  void theOldestIsWrittenFirstAndEachByOne() {
    Export first = ask("csv");
    now = now.plus(Duration.ofSeconds(1));
    Export second = ask("xlsx");
    assertThat(queue.claim().orElseThrow().export().id()).isEqualTo(first.id());
    assertThat(queue.claim().orElseThrow().export().id()).isEqualTo(second.id());
    assertThat(queue.claim()).isEmpty();
  }

  @Test
  void aSilentWriterLosesItsClaimAndItsParts() {
    Export export = ask("csv");
    Claim silent = queue.claim().orElseThrow();
    silent.append(PART, 2);
    now = now.plus(ExportQueue.SILENCE_MAX);
    assertThat(queue.claim()).as("silent, but not for long enough").isEmpty();
    silent.beat(1, 9L);
    now = now.plus(ExportQueue.SILENCE_MAX.plusMillis(1));
    Claim next = queue.claim().orElseThrow();
    assertThat(next.export().attempt()).isEqualTo(2);
    for (Runnable late :
        new Runnable[] {
          () -> silent.append(PART, 3),
          () -> silent.beat(2, 9L),
          () -> silent.finish(9, FILE),
          () -> silent.fail(Export.Failure.TOO_SLOW)
        }) {
      assertThatThrownBy(late::run).isInstanceOf(LostClaimException.class);
    }
    next.append(PART, 3);
    next.append(PART, 1);
    next.finish(9, FILE);
    queue.sweep();
    Export ready = exports.find(export.id()).orElseThrow();
    assertThat(ready.state()).isEqualTo(Export.State.READY);
    assertThat(ready.sizeBytes()).isEqualTo(4);
    var file = new ExportedFile(source);
    assertThat(file.part(ready, 0)).contains(PART);
    assertThat(file.part(ready, 1)).contains(new byte[] {1});
    assertThat(file.part(ready, 2)).isEmpty();
    assertThat(parts()).isEqualTo(2);
  }

  @Test
  void whatHasEndedSeveralWritersIsGivenUp() {
    Export export = ask("csv");
    for (int n = 0; n < ExportQueue.ATTEMPTS_MAX; n++) {
      queue.sweep();
      queue.claim().orElseThrow().append(PART, 3);
      now = now.plus(ExportQueue.SILENCE_MAX.plusMillis(1));
    }
    queue.sweep();
    assertThat(queue.claim()).isEmpty();
    Export failed = exports.find(export.id()).orElseThrow();
    assertThat(failed.failure()).contains(Export.Failure.GAVE_UP);
    assertThat(parts()).isZero();
  }

  @Test
  void aFileIsKeptForADay() {
    Export export = ask("csv");
    Claim claim = queue.claim().orElseThrow();
    claim.append(PART, 3);
    claim.finish(1, FILE);
    now = now.plus(Exports.KEPT);
    queue.sweep();
    assertThat(exports.find(export.id())).isPresent();
    now = now.plus(Duration.ofMillis(1));
    queue.sweep();
    assertThat(exports.find(export.id())).isEmpty();
    assertThat(parts()).isZero();
  }

  @Test
  void aDeletedExportEndsItsWriter() {
    Export export = ask("csv");
    Claim claim = queue.claim().orElseThrow();
    assertThat(exports.delete(export.id())).isTrue();
    assertThat(exports.delete(export.id())).isFalse();
    assertThatThrownBy(() -> claim.append(PART, 3)).isInstanceOf(LostClaimException.class);
  }

  private Export ask(String format) {
    return ((Asked.Accepted) exports.ask(question(format), "ani")).export();
  }

  private static ExportQuestion question(String format) {
    return new ExportQuestion(
        request(CONCERT, ReportPeriod.always(ReportPeriod.WIB)), format, "en");
  }

  private static ReportRequest request(SaleId sale, ReportPeriod period) {
    return new ReportRequest(Reports.named("orders").orElseThrow(), sale, period);
  }

  private static int parts() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM report_export_part")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
