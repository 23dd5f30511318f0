package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.node.warmup.Round;
import id.kuota.http.testing.RunningEdge;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A warm-up on a real PostgreSQL: it sells, and nothing of it is left. */
final class WarmUpIT {

  private static final String EVENT =
      """
      INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
        event_ser_id, event_ser_manifest, event_payload)
      VALUES ('Order|any', %d, 'a node', %d, 1, '', '')
      """;

  private static final String LEASE =
      """
      INSERT INTO node_lease (epoch, cluster_id, address, version) OVERRIDING SYSTEM VALUE
      VALUES (7, 'a cluster', '127.0.0.1:1', 'a version')
      """;
  private static final String NOTED =
      "SELECT count(*) FROM node_lease WHERE orders_per_second = 321";

  private static EmbeddedDatabase embedded;
  private static Database database;

  @BeforeAll
  static void start() {
    embedded = EmbeddedDatabase.temporary();
    database = Database.open(embedded.settings());
    database.migrate();
  }

  @AfterAll
  static void stop() {
    database.close();
    embedded.close();
  }

  @Test
  void aRehearsalSellsAndLeavesNothing() throws SQLException {
    var news = new ArrayList<String>();
    WarmUp.Outcome outcome =
        WarmUp.hold(settings(embedded.settings()), database, Clock.systemUTC(), news::add);

    assertThat(outcome).isInstanceOf(WarmUp.Outcome.Played.class);
    List<Round> rounds = ((WarmUp.Outcome.Played) outcome).rounds();
    assertThat(rounds).isNotEmpty().hasSameSizeAs(news);
    assertThat(rounds).anyMatch(round -> round.orders() > 0);
    assertThat(outcome.inWords()).contains("orders");
    assertThat(count("SELECT count(*) FROM event_journal")).isZero();
    assertThat(count("SELECT count(*) FROM snapshot")).isZero();
    assertThat(count("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'kuota_scratch%'"))
        .isZero();
  }

  @Test
  void besideAClusterThatSellsNothingIsWrittenToItsDatabase() throws SQLException {
    Instant now = Instant.parse("2026-12-12T03:00:00Z");
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    execute(EVENT.formatted(1, now.minusSeconds(60).toEpochMilli()));
    assertThat(beside(clock)).as("a scratch journal").isInstanceOf(WarmUp.Outcome.Failed.class);

    execute(EVENT.formatted(2, now.minusSeconds(59).toEpochMilli()));
    WarmUp.Outcome outcome = beside(clock);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            WarmUp.Outcome.Played.class,
            played -> {
              assertThat(played.journal()).isEqualTo(WarmUpJournal.MEMORY);
              assertThat(played.rounds()).anyMatch(round -> round.orders() > 0);
            });
    assertThat(outcome.inWords()).endsWith("in memory, since the cluster sells");
    execute("DELETE FROM event_journal");
  }

  @Test
  void onlyAMeasurementOnTheDatabaseIsNotedAsCapacity() throws SQLException {
    execute(LEASE);
    var rounds = List.of(new Round(Duration.ofSeconds(1), 321, Duration.ZERO, Duration.ZERO));
    WarmUp.note(new WarmUp.Outcome.Played(WarmUpJournal.MEMORY, rounds), database, 7);
    assertThat(count(NOTED)).isZero();
    WarmUp.note(new WarmUp.Outcome.Played(WarmUpJournal.SCRATCH, rounds), database, 7);
    assertThat(count(NOTED)).isEqualTo(1);
    execute("DELETE FROM node_lease");
  }

  /** Its journal can be in memory only: its database cannot be reached. */
  private static WarmUp.Outcome beside(Clock clock) {
    var nowhere = new DatabaseSettings("jdbc:postgresql://localhost:1/none", "nobody", "", 2);
    return WarmUp.holdBesideOthers(settings(nowhere), database, clock, news -> {});
  }

  @Test
  void aRehearsalThatFailsKeepsNoNodeFromStarting() {
    var nowhere = new DatabaseSettings("jdbc:postgresql://localhost:1/none", "nobody", "", 2);
    WarmUp.Outcome outcome =
        WarmUp.hold(settings(nowhere), database, Clock.systemUTC(), news -> {});
    assertThat(outcome).isInstanceOf(WarmUp.Outcome.Failed.class);
    assertThat(outcome.inWords()).contains("failed");
  }

  @Test
  void aNodeIsAliveAndNotReadyWhileItRehearses() {
    NodeSettings settings = settings(embedded.settings());
    var during = new ArrayList<Integer>();
    StartSteps steps =
        new StartSteps() {
          @Override
          public <T> T doing(
              String step, Function<Consumer<String>, T> work, Function<T, String> done) {
            if (step.equals("warm-up")) {
              during.add(health(settings, "/alive"));
              during.add(health(settings, "/ready"));
            }
            return work.apply(news -> {});
          }
        };
    try (var node = Node.start(settings, steps)) {
      assertThat(during).containsExactly(200, 503);
      await().atMost(Duration.ofSeconds(30)).until(() -> health(settings, "/ready") == 200);
      assertThat(node.settings()).isEqualTo(settings);
    }
  }

  private static int health(NodeSettings settings, String path) {
    var address = URI.create("http://127.0.0.1:" + settings.managementPort() + path);
    try {
      return ((HttpURLConnection) address.toURL().openConnection()).getResponseCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NodeSettings settings(DatabaseSettings database) {
    return new NodeSettings(
        "127.0.0.1",
        Ports.anyFree(),
        Ports.anyFree(),
        "127.0.0.1",
        Ports.anyFree(),
        List.of(),
        database,
        RunningEdge.SECRET,
        RunningEdge.OPERATOR_KEY,
        KeyNumbers.FIRST,
        PaymentSettings.NONE,
        Duration.ofSeconds(2));
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(String query) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}
