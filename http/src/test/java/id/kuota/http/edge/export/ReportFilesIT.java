package id.kuota.http.edge.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.report.ReportReader;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reports over a real port from a real PostgreSQL. */
final class ReportFilesIT {

  private static final String PATH = "/v1/sales/concert/reports/refunds?lang=en&format=";
  private static final int ROWS = 200_000;
  private static final Duration SILENCE_MAX = Duration.ofSeconds(3);

  /** A sale with a short report, for what needs no length. */
  private static final String SHORT = PATH.replace("concert", "recital");

  private static final int SHORT_ROWS = 5_000;

  private static final String POSITION =
      """
      UPDATE projection SET tx_id = '812', ordering = 4711, written_at = 1795280400000
        WHERE name = 'sales'
      """;

  private static final String SALE =
      """
      INSERT INTO sales.sale_listing VALUES
        ('%1$s', '%1$s', 'IDR', 'open', now(), now(), 3, now());
      INSERT INTO sales.refund SELECT 'ref_%1$s_' || n, 'ord_' || lpad(n::text, 32, '0'), '%1$s',
        'pay_' || lpad(n::text, 32, '0'), n, NULL, 'cancelled', 'due', 'note ' || n,
        '2026-11-21T17:00:00Z', '2026-11-21T17:00:00Z', 0, NULL
      FROM generate_series(1, %2$d) n;
      """;

  private static EmbeddedDatabase embedded;
  private static Database database;
  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() throws SQLException {
    embedded = EmbeddedDatabase.temporary();
    database = Database.open(embedded.settings());
    database.migrate();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(POSITION);
      statement.execute(SALE.formatted("concert", ROWS));
      statement.execute(SALE.formatted("recital", SHORT_ROWS));
    }
    edge =
        RunningEdge.startWith(
            new StubEngine().engine(),
            system ->
                List.of(
                    new ReportFileRoutes(
                        new ReportFiles(
                            system,
                            new ReportReader(database.dataSource(), Clock.systemUTC()),
                            SILENCE_MAX),
                        new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY)))));
    client = new EdgeClient(edge.port());
  }

  @AfterAll
  static void stop() {
    edge.close();
    database.close();
    embedded.close();
  }

  @Test
  void aFileHasAllRowsAndItsPositionInItsName() {
    EdgeClient.Answer csv = get("csv");
    assertThat(csv.status()).isEqualTo(200);
    assertThat(csv.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"concert_refunds_812-4711.csv\"");
    assertThat(csv.header("Kuota-Position")).isEqualTo("812:4711");
    assertThat(csv.text().lines().count()).isEqualTo(ROWS + 1);
    EdgeClient.Answer json = get("json");
    assertThat(json.json().get("row_count").intValue()).isEqualTo(ROWS);
    assertThat(json.json().at("/totals/amount").longValue()).isEqualTo((ROWS + 1L) * ROWS / 2);
  }

  @Test
  void theSameQuestionAtOnePositionGetsTheSameBytes() {
    for (ReportFormat format : ReportFormat.values()) {
      if (format.rowsMax().isPresent()) continue; // SinksTest compares its bytes.
      EdgeClient.Answer first = client.get(SHORT + format.word(), EdgeClient.operator());
      assertThat(first.status()).isEqualTo(200);
      EdgeClient.Answer again = client.get(SHORT + format.word(), EdgeClient.operator());
      // Megabytes: a description of their difference would fill the memory.
      assertThat(Arrays.equals(again.raw().body(), first.raw().body())).as(format.word()).isTrue();
    }
  }

  @Test
  void whatClientsDoNotTakeIsNotWrittenAndKeepsOthersOut() throws Exception {
    try (Socket first = slowClient();
        Socket second = slowClient()) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(get("json").code()).isEqualTo("unavailable"));
      assertThat(get("json").header("Retry-After")).isNotEmpty();
    }
    // Both have gone. A writer that waits for its client gives up after SILENCE_MAX; then the
    // places are
    // free, and so are their connections of the pool.
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(get("csv").status()).isEqualTo(200));
  }

  /** Sends a request, reads the status line, and nothing more. */
  private static Socket slowClient() throws Exception {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()));
    socket
        .getOutputStream()
        .write(
            ("GET "
                    + PATH
                    + "csv HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + RunningEdge.OPERATOR_KEY
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    assertThat(new String(in.readNBytes(15), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 200 OK");
    return socket;
  }

  private static EdgeClient.Answer get(String format) {
    return client.get(PATH + format, EdgeClient.operator());
  }
}
