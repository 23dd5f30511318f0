package id.kuota.http.contract;

import id.kuota.engine.order.OrderId;
import id.kuota.http.admission.Admission;
import id.kuota.http.gate.Attendance;
import id.kuota.http.gate.DeviceAdminRoutes;
import id.kuota.http.gate.DeviceRoutes;
import id.kuota.http.gate.EntryListRoutes;
import id.kuota.http.gate.GateGuard;
import id.kuota.http.gate.GateListRoutes;
import id.kuota.http.gate.GateReportRoutes;
import id.kuota.http.gate.GateRoutes;
import id.kuota.http.gate.RefusalTally;
import id.kuota.http.gate.TicketSearch;
import id.kuota.http.identity.BuyerKeys;
import id.kuota.http.identity.OperatorKey;
import id.kuota.http.identity.OrderIds;
import id.kuota.http.identity.ServerSecret;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.payment.PaymentGateways;
import id.kuota.http.payment.PaymentRoutes;
import id.kuota.http.payment.SimulatedGateway;
import id.kuota.http.payment.fake.FakeGateway;
import id.kuota.http.payment.fake.FakeGatewaySettings;
import id.kuota.http.refund.RefundRoutes;
import id.kuota.http.report.Reading;
import id.kuota.http.report.ReportRoutes;
import id.kuota.http.testing.MoodyEngine;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.http.ticket.KeyRoutes;
import id.kuota.http.ticket.TicketChangeRoutes;
import id.kuota.http.ticket.TicketReader;
import id.kuota.http.ticket.TicketRoutes;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.readmodel.DevicePresences;
import id.kuota.persistence.readmodel.GateConflicts;
import id.kuota.persistence.readmodel.GateDevices;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.readmodel.GateReports;
import id.kuota.persistence.readmodel.HumanCodes;
import id.kuota.persistence.readmodel.Refunds;
import id.kuota.persistence.readmodel.SaleListings;
import id.kuota.persistence.readmodel.SaleReports;
import id.kuota.persistence.readmodel.VoidCodes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** An edge with every route, of which each part can be late or broken. */
final class ContractBed implements AutoCloseable {

  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final OperatorKey OPERATOR = new OperatorKey(RunningEdge.OPERATOR_KEY);
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
      INSERT INTO sales.quota_minute VALUES ('coldplay-jakarta-2023.cat1', now(), 3, 2, 0, 0, 100);
      """;

  final StubEngine engine = new StubEngine();
  final MoodyEngine moods = new MoodyEngine(engine.engine());
  final Source source = new Source();
  final Merchant merchant = new Merchant();
  volatile boolean clockIsBroken;

  private final EmbeddedDatabase embedded = EmbeddedDatabase.temporary();
  private final Reading reading = new Reading();
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
      throw new UnsupportedOperationException("nobody asks for " + zone);
    }
  }

  /**
   * A bed.
   *
   * @param patience how long a button of the simulator waits for its notification
   */
  ContractBed(Duration patience) throws IOException, SQLException {
    source.setUrl(embedded.settings().url());
    source.setUser(embedded.settings().user());
    source.setPassword(embedded.settings().password());
    try (Database database = Database.open(embedded.settings())) {
      database.migrate();
    }
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(A_SALE);
    }
    var settings =
        new FakeGatewaySettings(
            "http://127.0.0.1:1", merchant.address(), RunningEdge.SECRET, 100, patience);
    fake = new FakeGateway(settings, new MoodyClock());
    edge = start();
  }

  private RunningEdge start() {
    var attendance = new Attendance(new DevicePresences(source), Clock.systemUTC());
    var guard = new GateGuard(moods.engine(), SECRET, OPERATOR, attendance);
    return RunningEdge.startWith(
        moods.engine(),
        system ->
            List.of(
                new ReportRoutes(
                    new SaleReports(source, Clock.systemUTC()),
                    new SaleListings(source),
                    reading,
                    OPERATOR),
                new RefundRoutes(
                    moods.engine(),
                    SECRET,
                    new Refunds(source, Clock.systemUTC()),
                    reading,
                    OPERATOR),
                new PaymentRoutes(
                    moods.engine(),
                    IDS,
                    new GatewayCalls(
                        system,
                        new PaymentGateways(
                            List.of(
                                SimulatedGateway.of(
                                    system, fake, Clock.fixed(Samples.NOW, ZoneOffset.UTC)))))),
                fake.page(),
                new TicketRoutes(moods.engine(), SECRET, GateRequests.KEYS),
                new TicketChangeRoutes(moods.engine(), SECRET, GateRequests.KEYS, OPERATOR),
                new KeyRoutes(GateRequests.KEYS),
                new GateRoutes(
                    moods.engine(),
                    new TicketReader(SECRET, GateRequests.KEYS),
                    new TicketSearch(
                        new TicketReader(SECRET, GateRequests.KEYS),
                        new HumanCodes(source),
                        reading),
                    new RefusalTally(new GateRefusals(source)),
                    guard,
                    new Admission(Runnable::run),
                    new MoodyClock()),
                new GateReportRoutes(
                    moods.engine(),
                    new VoidCodes(source),
                    new GateReports(source, Clock.systemUTC()),
                    new GateRefusals(source),
                    reading,
                    guard),
                new GateListRoutes(
                    new GateConflicts(source),
                    new GateDevices(source),
                    reading,
                    guard,
                    OPERATOR,
                    Clock.systemUTC()),
                new EntryListRoutes(moods.engine(), guard, OPERATOR),
                new DeviceAdminRoutes(moods.engine(), SECRET, OPERATOR),
                new DeviceRoutes(moods.engine(), SECRET, guard, attendance)));
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
    embedded.close();
  }
}
