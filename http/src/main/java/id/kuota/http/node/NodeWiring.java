package id.kuota.http.node;

import id.kuota.engine.Engine;
import id.kuota.engine.order.OrderWaker;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.quota.QuotaWaker.SleepingQuotas;
import id.kuota.http.admission.Admission;
import id.kuota.http.connection.EdgeBinding;
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
import id.kuota.http.identity.OperatorKey;
import id.kuota.http.identity.OrderIds;
import id.kuota.http.identity.ServerSecret;
import id.kuota.http.identity.SigningKeys;
import id.kuota.http.payment.BoundedDesk;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.payment.PaymentGateways;
import id.kuota.http.payment.PaymentRoutes;
import id.kuota.http.payment.SimulatedGateway;
import id.kuota.http.payment.fake.FakeGateway;
import id.kuota.http.payment.fake.FakeGatewaySettings;
import id.kuota.http.payment.midtrans.MidtransGateway;
import id.kuota.http.payment.midtrans.Wire;
import id.kuota.http.refund.RefundRoutes;
import id.kuota.http.report.Reading;
import id.kuota.http.report.ReportRoutes;
import id.kuota.http.route.RouteGroup;
import id.kuota.http.server.EdgeParts;
import id.kuota.http.server.HttpEdge;
import id.kuota.http.server.HttpServer;
import id.kuota.http.ticket.KeyRoutes;
import id.kuota.http.ticket.TicketChangeRoutes;
import id.kuota.http.ticket.TicketReader;
import id.kuota.http.ticket.TicketRoutes;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.groupcommit.OrderStreams;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What sells on a node: the engine, and an edge on it. All that it needs is there before its actor
 * system, and so outlives it.
 *
 * @param database for reports and lists
 */
record NodeWiring(
    NodeSettings settings,
    Database database,
    Reading reading,
    Optional<FakeGateway> fakeGateway,
    Clock clock) {

  static NodeWiring prepare(
      NodeSettings settings, Database database, StopList started, Clock clock) {
    Reading reading = started.add(new Reading());
    Optional<FakeGateway> fakeGateway =
        settings.payment().simulator()
            ? Optional.of(
                new FakeGateway(
                    FakeGatewaySettings.of(settings.localUrl(), settings.secret()), clock))
            : Optional.empty();
    fakeGateway.ifPresent(started::add);
    return new NodeWiring(settings, database, reading, fakeGateway, clock);
  }

  /** The engine, and the gateways that it and the edge share. */
  record Running(Engine engine, GatewayCalls gateways) {}

  Running startEngine(
      ActorSystem<Void> system, SleepingQuotas sleeping, OrderWaker.SleepingOrders orders) {
    var gateways = new GatewayCalls(system, new PaymentGateways(gateways(system)));
    var engine =
        Engine.start(
            system, sleeping, new OrderStreams(system), new BoundedDesk(gateways), orders, clock);
    return new Running(engine, gateways);
  }

  private List<PaymentGateway> gateways(ActorSystem<Void> system) {
    var gateways = new ArrayList<PaymentGateway>();
    settings
        .payment()
        .midtrans()
        .map(midtrans -> new MidtransGateway(system, midtrans, Wire.over(system), clock))
        .ifPresent(gateways::add);
    fakeGateway.map(fake -> SimulatedGateway.of(system, fake, clock)).ifPresent(gateways::add);
    return gateways;
  }

  /** Takes requests from now on. */
  EdgeBinding openEdge(ActorSystem<Void> system, Running running) {
    Engine engine = running.engine();
    var secret = new ServerSecret(settings.secret());
    var operator = new OperatorKey(settings.operatorKey());
    var admission = new Admission(system.executionContext());
    var more = new ArrayList<RouteGroup>();
    more.add(new PaymentRoutes(engine, new OrderIds(secret), running.gateways()));
    fakeGateway.ifPresent(fake -> more.add(fake.page()));
    more.add(
        new RefundRoutes(
            engine, secret, new Refunds(database.dataSource(), clock), reading, operator));
    more.addAll(gates(system, engine, secret, operator, admission));
    more.add(
        new ReportRoutes(
            new SaleReports(database.dataSource(), clock),
            new SaleListings(database.dataSource()),
            reading,
            operator));
    var edge =
        HttpEdge.create(
            new EdgeParts(
                system, engine, secret, operator, clock, admission, settings.edge(), more));
    var connections = FileDescriptors.bound(settings.connections());
    return HttpServer.bind(system, edge, connections, settings.httpHost(), settings.httpPort())
        .toCompletableFuture()
        .join();
  }

  /** Tickets, and the gates that admit them. */
  private List<RouteGroup> gates(
      ActorSystem<Void> system,
      Engine engine,
      ServerSecret secret,
      OperatorKey operator,
      Admission admission) {
    var keys = new SigningKeys(secret, settings.ticketKeys());
    var source = database.dataSource();
    var attendance =
        new Attendance(new DevicePresences(source), clock)
            .writeRegularly(system, reading.threads());
    var guard = new GateGuard(engine, secret, operator, attendance);
    var reader = new TicketReader(secret, keys);
    var refusals = new GateRefusals(source);
    var tally = new RefusalTally(refusals).writeRegularly(system, reading.threads());
    return List.of(
        new TicketRoutes(engine, secret, keys),
        new TicketChangeRoutes(engine, secret, keys, operator),
        new KeyRoutes(keys),
        new GateRoutes(
            engine,
            reader,
            new TicketSearch(reader, new HumanCodes(source), reading),
            tally,
            guard,
            admission,
            clock),
        new GateReportRoutes(
            engine,
            new VoidCodes(source),
            new GateReports(source, clock),
            refusals,
            reading,
            guard),
        new GateListRoutes(
            new GateConflicts(source), new GateDevices(source), reading, guard, operator, clock),
        new EntryListRoutes(engine, guard, operator),
        new DeviceAdminRoutes(engine, secret, operator),
        new DeviceRoutes(engine, secret, guard, attendance));
  }
}
