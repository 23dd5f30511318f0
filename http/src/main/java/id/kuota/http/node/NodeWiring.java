package id.kuota.http.node;

import id.kuota.engine.Engine;
import id.kuota.engine.EnginePorts;
import id.kuota.engine.entity.EntityMetrics;
import id.kuota.engine.order.PendingOrderScanner;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.quota.DueQuotaScanner;
import id.kuota.engine.ratelimit.RateCounters;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.cancellation.CancellationWorker;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.edge.connection.EdgeBinding;
import id.kuota.http.edge.export.ExportWorker;
import id.kuota.http.edge.export.ReportFiles;
import id.kuota.http.edge.gate.Attendance;
import id.kuota.http.edge.gate.ScanTally;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.limit.CallerLimits;
import id.kuota.http.edge.live.LiveSources;
import id.kuota.http.edge.live.LiveViews;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.server.HttpEdge;
import id.kuota.http.edge.server.HttpServer;
import id.kuota.http.edge.token.TokenMemory;
import id.kuota.http.edge.waitingroom.RoomController;
import id.kuota.http.edge.waitingroom.WaitingRoom;
import id.kuota.http.node.view.ClusterLook;
import id.kuota.http.payment.BoundedGateways;
import id.kuota.http.payment.ConfiguredGateways;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.payment.PaymentSimulator;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.payment.midtrans.MidtransGateway;
import id.kuota.http.payment.midtrans.Wire;
import id.kuota.http.telemetry.RecentLatency;
import id.kuota.http.telemetry.SlowRequests;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.export.ExportQueue;
import id.kuota.persistence.groupcommit.JournaledOrders;
import id.kuota.persistence.lease.SystemLease;
import id.kuota.persistence.readmodel.Cancellations;
import id.kuota.persistence.readmodel.DevicePresences;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.readmodel.LiveOrders;
import id.kuota.persistence.readmodel.LiveSales;
import id.kuota.persistence.report.ReportReader;
import id.kuota.persistence.token.OperatorTokens;
import id.kuota.persistence.waitingroom.WaitingRoomTables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The services of a node and how they are connected: the engine, its gateways, and an edge on it.
 * What it is prepared with exists before the node's actor system, and so outlives it.
 *
 * @param replica for reports and lists: a standby, or the database itself
 * @param replicaReads waits for the replica: others must not wait with it while it is away
 */
record NodeWiring(
    NodeSettings settings,
    Database database,
    Database replica,
    BlockingReads reads,
    BlockingReads replicaReads,
    WaitingRoom rooms,
    Optional<PaymentSimulator.InProcess> simulator,
    Clock clock) {

  static NodeWiring prepare(
      NodeSettings settings,
      Database database,
      Telemetry telemetry,
      ShutdownSequence started,
      Clock clock) {
    BlockingReads reads = started.add(new BlockingReads());
    Database replica = database;
    BlockingReads replicaReads = reads;
    if (settings.replica().isPresent()) {
      replica = started.add(Database.openReplica(settings.replica().get(), telemetry));
      replicaReads = started.add(new BlockingReads());
    }
    Optional<PaymentSimulator.InProcess> simulator =
        settings.payment().simulator()
            ? Optional.of(started.add(startSimulator(settings, clock)))
            : Optional.empty();
    var rooms = started.add(new WaitingRoom(WaitingRoomTables.of(database.dataSource()), clock));
    return new NodeWiring(
        settings, database, replica, reads, replicaReads, rooms, simulator, clock);
  }

  private static PaymentSimulator.InProcess startSimulator(NodeSettings settings, Clock clock) {
    return PaymentSimulator.find()
        .orElseThrow(PaymentSettings::withoutSimulator)
        .start(SimulatorSettings.of(settings.localUrl(), settings.secret()), clock);
  }

  /** The engine, and the gateways that it and the edge share. */
  record Running(Engine engine, GatewayCalls gateways) {}

  Running startEngine(
      ActorSystem<Void> system,
      DueQuotaScanner.DueQuotaQuery dueQuotas,
      PendingOrderScanner.PendingOrderQuery pendingOrders) {
    var gateways = new GatewayCalls(system, new ConfiguredGateways(gateways(system)));
    var engine =
        Engine.start(
            system,
            new EnginePorts(
                JournaledOrders.started(system),
                new BoundedGateways(gateways),
                dueQuotas,
                pendingOrders,
                SystemLease.of(system),
                SystemLease.of(system),
                new EntityMetrics(Telemetry.of(system))),
            clock);
    return new Running(engine, gateways);
  }

  /** Undoes the orders of cancelled events, on one node at a time. */
  void undoCancelled(ActorSystem<Void> system, Engine engine) {
    new CancellationWorker(
            engine,
            new Cancellations(database.dataSource(), clock),
            OldestMember.of(system),
            reads.threads(),
            clock)
        .workRegularly(system);
  }

  /** Lets people in from waiting rooms, on one node at a time. */
  void letIn(ActorSystem<Void> system, Engine engine) {
    new RoomController(engine, rooms, OldestMember.of(system), clock).workRegularly(system);
  }

  /** Writes reports that are asked for in the background, on one node at a time. */
  void writeExports(ActorSystem<Void> system) {
    new ExportWorker(
            new ExportQueue(database.dataSource(), clock),
            new ReportReader(replica.dataSource(), clock),
            OldestMember.of(system),
            reads.threads())
        .workRegularly(system);
  }

  private List<PaymentGateway> gateways(ActorSystem<Void> system) {
    var gateways = new ArrayList<PaymentGateway>();
    settings
        .payment()
        .midtrans()
        .map(midtrans -> new MidtransGateway(system, midtrans, Wire.over(system), clock))
        .ifPresent(gateways::add);
    simulator.map(one -> one.gateway(system, clock)).ifPresent(gateways::add);
    return gateways;
  }

  /** Binds the edge; it takes requests when this returns. */
  EdgeBinding openEdge(ActorSystem<Void> system, Running running) {
    Telemetry telemetry = Telemetry.of(system);
    var limits =
        new CallerLimits(settings.edge().rates(), RateCounters.start(system)::take, telemetry);
    var admission = new Admission(system.executionContext(), telemetry, limits);
    var slow = new SlowRequests(settings.traces().slow());
    var orders = new RecentLatency(System::nanoTime);
    var edge =
        HttpEdge.create(
            system,
            admission,
            settings.edge(),
            slow,
            orders,
            routes(system, running, admission, slow, orders));
    var connections = FileDescriptors.bound(settings.connections());
    var leased = new LeasedEdge(edge, SystemLease.of(system));
    return HttpServer.bind(system, leased, connections, settings.httpHost(), settings.httpPort())
        .toCompletableFuture()
        .join();
  }

  private List<RouteGroup> routes(
      ActorSystem<Void> system,
      Running running,
      Admission admission,
      SlowRequests slow,
      RecentLatency orders) {
    var source = database.dataSource();
    var keys = new SigningKeys(new ServerSecret(settings.secret()), settings.ticketKeys());
    var attendance =
        new Attendance(new DevicePresences(source), clock).writeRegularly(system, reads.threads());
    var tally =
        new ScanTally(new GateRefusals(source), Telemetry.of(system))
            .writeRegularly(system, reads.threads());
    var tokens = new OperatorTokens(source);
    var tokenMemory = new TokenMemory(tokens, clock).readRegularly(system, reads.threads());
    var routes =
        new EdgeRoutes(
            running.engine(),
            new ServerSecret(settings.secret()),
            new OperatorDoor(new OperatorKey(settings.operatorKey()), tokenMemory),
            settings.edge(),
            admission,
            clock);
    rooms.readRegularly(system);
    var all = new ArrayList<>(routes.selling(rooms));
    all.addAll(routes.waitingRooms(rooms));
    all.addAll(routes.payments(running.gateways()));
    simulator.ifPresent(one -> all.add(one.page()));
    all.addAll(routes.reports(replica.dataSource(), replicaReads));
    all.addAll(routes.statements(source, reads));
    var files = new ReportFiles(system, new ReportReader(replica.dataSource(), clock));
    system.getWhenTerminated().thenRun(files::close);
    all.addAll(routes.files(files));
    all.addAll(routes.exports(source, reads));
    Supplier<CompletionStage<ClusterJson>> picture = picture(system, running.engine());
    all.addAll(routes.preparation(picture, source, reads, settings.lease()));
    all.addAll(routes.cluster(picture));
    all.addAll(routes.live(liveViews(system, running, picture, orders)));
    all.addAll(routes.slow(slow));
    all.addAll(routes.tokens(tokens, tokenMemory, reads));
    all.addAll(routes.tickets(keys));
    all.addAll(routes.gates(keys, source, reads, attendance, tally));
    return all;
  }

  private LiveViews liveViews(
      ActorSystem<Void> system,
      Running running,
      Supplier<CompletionStage<ClusterJson>> picture,
      RecentLatency orders) {
    var sources =
        new LiveSources(
            new LiveSales(replica.dataSource(), clock)::find,
            new LiveOrders(replica.dataSource(), clock)::of,
            replicaReads.threads(),
            picture,
            running.engine().sales(),
            running.engine().quotas(),
            running.gateways()::breakers,
            orders);
    return new LiveViews(system, sources, clock);
  }

  /** One look for all callers, once a second at most. */
  private Supplier<CompletionStage<ClusterJson>> picture(ActorSystem<Void> system, Engine engine) {
    var look = new ClusterLook(system, database.dataSource(), engine.quotas(), clock);
    var shared = new SharedLook<ClusterJson>(System::nanoTime);
    return () -> shared.latest(look::look);
  }
}
