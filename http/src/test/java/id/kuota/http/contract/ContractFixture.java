package id.kuota.http.contract;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.Shuffle;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.edge.export.ReportFiles;
import id.kuota.http.edge.gate.Attendance;
import id.kuota.http.edge.gate.ScanTally;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.edge.token.TokenMemory;
import id.kuota.http.edge.waitingroom.WaitingRoom;
import id.kuota.http.node.EdgeRoutes;
import id.kuota.http.payment.ConfiguredGateways;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.payment.simulator.FakeGateway;
import id.kuota.http.testing.FaultyEngine;
import id.kuota.http.testing.LiveViewsOf;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.readmodel.DevicePresences;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.report.ReportReader;
import id.kuota.persistence.token.OperatorTokens;
import id.kuota.persistence.waitingroom.Room;
import id.kuota.persistence.waitingroom.WaitingRoomTables;
import id.kuota.persistence.waitingroom.WaitingRooms;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.postgresql.ds.PGSimpleDataSource;

/** An edge with every route, of which each part can be late or broken. */
final class ContractFixture implements AutoCloseable {

  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  static final OrderIds IDS = new OrderIds(SECRET);
  static final OrderId ORDER =
      IDS.of(new BuyerKeys(SECRET).of("ani@example.com"), "key-1-0123456789abcde");

  private static final String A_SALE =
      """
      INSERT INTO sales.sale_listing VALUES
        ('coldplay-jakarta-2023', 'Coldplay', 'IDR', 'open', now(), now(), 3, now());
      INSERT INTO sales.sale_minute VALUES ('coldplay-jakarta-2023', now(), 3, 2, 0, 0, 0, 0, 100);
      INSERT INTO sales.quota_summary VALUES
        ('coldplay-jakarta-2023.cat1', 'coldplay-jakarta-2023', false, 9, 1, 2, 0, 0, 100, now(), 3,
         now());
      INSERT INTO sales.sale_listing VALUES
        ('a-long-sale', 'Long', 'IDR', 'open', now(), now(), 3, now());
      INSERT INTO sales.offer_tickets SELECT 'a-long-sale', 'o' || n, 1
        FROM generate_series(1, 50001) n;
      INSERT INTO sales.quota_minute VALUES ('coldplay-jakarta-2023.cat1', now(), 3, 2, 0, 0, 100);
      """;

  final StubEngine engine = new StubEngine();
  final FaultyEngine moods = new FaultyEngine(engine.engine());
  final Source source = new Source();
  final Merchant merchant = new Merchant();
  volatile boolean clockIsBroken;

  private final EmbeddedDatabase embedded = EmbeddedDatabase.temporary();
  private final BlockingReads reading = new BlockingReads();
  private final WaitingRoom rooms =
      new WaitingRoom(WaitingRoomTables.of(source), Clock.fixed(Samples.NOW, ZoneOffset.UTC));
  final OperatorTokens tokens = new OperatorTokens(source);

  /** Knows no token until it has read them. */
  final TokenMemory tokenMemory = new TokenMemory(tokens, Clock.fixed(Samples.NOW, ZoneOffset.UTC));

  private final FakeGateway fake;
  private final RunningEdge edge;

  /** The database, unless it is down or its driver has a bug. */
  static final class Source extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    volatile boolean down;
    volatile boolean broken;

    @Override
    public Connection getConnection() throws SQLException {
      if (down) throw new SQLException("down, on purpose");
      if (broken) throw new IllegalStateException("a bug, on purpose");
      return super.getConnection();
    }
  }

  /** A clock that is right, unless it is broken. */
  private final class MoodyClock extends Clock {
    @Override
    public Instant instant() {
      if (clockIsBroken) throw new IllegalStateException("a bug, on purpose");
      return Samples.NOW;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("not asked for " + zone);
    }
  }

  /**
   * Starts an edge with all its routes.
   *
   * @param patience how long a button of the simulator waits for its notification
   */
  ContractFixture(Duration patience) throws IOException, SQLException {
    source.setUrl(embedded.settings().url());
    source.setUser(embedded.settings().user());
    source.setPassword(embedded.settings().password());
    try (Database database = Database.open(embedded.settings())) {
      database.migrate();
    }
    execute(A_SALE);
    var settings =
        new SimulatorSettings(
            "http://127.0.0.1:1", merchant.address(), RunningEdge.SECRET, 100, patience);
    fake = new FakeGateway(settings, new MoodyClock());
    edge = start();
  }

  private RunningEdge start() {
    var door = new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY), tokenMemory);
    var routes =
        new EdgeRoutes(
            moods.engine(),
            SECRET,
            door,
            EdgePolicy.DEFAULT,
            new Admission(Runnable::run),
            new MoodyClock());
    return RunningEdge.startWith(
        moods.engine(),
        door,
        system -> {
          var simulated = fake.gateway(system, Clock.fixed(Samples.NOW, ZoneOffset.UTC));
          var gateways = new ConfiguredGateways(List.of(simulated));
          var groups = new ArrayList<>(routes.payments(new GatewayCalls(system, gateways)));
          groups.add(fake.page());
          groups.addAll(routes.reports(source, reading));
          groups.addAll(routes.statements(source, reading));
          rooms.readRegularly(system);
          groups.addAll(routes.waitingRooms(rooms));
          var reader = new ReportReader(source, Clock.fixed(Samples.NOW, ZoneOffset.UTC));
          groups.addAll(routes.files(new ReportFiles(system, reader)));
          groups.addAll(routes.exports(source, reading));
          groups.addAll(routes.preparation(this::picture, source, reading, Duration.ofSeconds(2)));
          groups.addAll(routes.cluster(this::picture));
          groups.addAll(
              routes.live(
                  LiveViewsOf.database(
                      system, source, this::picture, moods.engine(), Clock.systemUTC())));
          groups.addAll(routes.tokens(tokens, tokenMemory, reading));
          groups.addAll(routes.tickets(GateRequests.KEYS));
          groups.addAll(
              routes.gates(
                  GateRequests.KEYS,
                  source,
                  reading,
                  new Attendance(new DevicePresences(source), Clock.systemUTC()),
                  new ScanTally(new GateRefusals(source))));
          return groups;
        });
  }

  private CompletionStage<ClusterJson> picture() {
    if (source.broken) throw new IllegalStateException("a bug, on purpose");
    return source.down
        ? CompletableFuture.failedStage(new TimeoutException("no answer, on purpose"))
        : CompletableFuture.completedFuture(Samples.CLUSTER);
  }

  /** Lets every part answer again. */
  void mend() {
    moods.mood = FaultyEngine.Mood.WELL;
    source.down = false;
    source.broken = false;
  }

  /** Runs statements, so that there is something to read. */
  void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Seals the frozen entries of a room, as its controller does. */
  void seal(SaleId sale) {
    new WaitingRooms(source).seal(sale);
  }

  /** Draws the order of a room from its beacon, as its controller does. */
  void draw(SaleId sale) {
    Room room = room(sale);
    new WaitingRooms(source).draw(room, room.beacon().orElseThrow());
  }

  /** Returns the number of a frozen entry. */
  long number(SaleId sale, String entry) {
    var store = new WaitingRooms(source);
    return Shuffle.of(room(sale).mix().orElseThrow(), store.frozenIds(sale))
        .numberOf(EntryId.parse(entry))
        .orElseThrow();
  }

  private Room room(SaleId sale) {
    return new WaitingRooms(source)
        .latest(5).stream().filter(own -> own.sale().equals(sale)).findFirst().orElseThrow();
  }

  int port() {
    return edge.port();
  }

  @Override
  public void close() {
    edge.close();
    fake.close();
    merchant.close();
    reading.close();
    rooms.close();
    embedded.close();
  }
}
