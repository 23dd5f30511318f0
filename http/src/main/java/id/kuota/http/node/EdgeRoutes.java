package id.kuota.http.node;

import id.kuota.engine.Engine;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.cancellation.CancellationRoutes;
import id.kuota.http.edge.cart.CartRoutes;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.edge.cluster.ClusterRoutes;
import id.kuota.http.edge.explain.ExplainRoutes;
import id.kuota.http.edge.export.ExportRoutes;
import id.kuota.http.edge.export.ReportFileRoutes;
import id.kuota.http.edge.export.ReportFiles;
import id.kuota.http.edge.gate.Attendance;
import id.kuota.http.edge.gate.DeviceAdminRoutes;
import id.kuota.http.edge.gate.DeviceRoutes;
import id.kuota.http.edge.gate.DoorRoutes;
import id.kuota.http.edge.gate.EntryListRoutes;
import id.kuota.http.edge.gate.GateGuard;
import id.kuota.http.edge.gate.GateListRoutes;
import id.kuota.http.edge.gate.GateReportRoutes;
import id.kuota.http.edge.gate.GateRoutes;
import id.kuota.http.edge.gate.ScanTally;
import id.kuota.http.edge.gate.TicketSearch;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.CartIds;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.RoomTokens;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.list.ListRoutes;
import id.kuota.http.edge.live.LiveRoutes;
import id.kuota.http.edge.live.LiveViews;
import id.kuota.http.edge.order.OrderRoutes;
import id.kuota.http.edge.page.ConsolePage;
import id.kuota.http.edge.page.GatePage;
import id.kuota.http.edge.page.HealthRoutes;
import id.kuota.http.edge.page.PageRoutes;
import id.kuota.http.edge.preparation.PreparationRoutes;
import id.kuota.http.edge.quota.QuotaRoutes;
import id.kuota.http.edge.refund.RefundRoutes;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.report.ReportRoutes;
import id.kuota.http.edge.report.StatementRoutes;
import id.kuota.http.edge.report.TieOutRoutes;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.sale.PublicSaleRoutes;
import id.kuota.http.edge.sale.SaleRoutes;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.edge.slow.SlowRoutes;
import id.kuota.http.edge.ticket.KeyRoutes;
import id.kuota.http.edge.ticket.TicketChangeRoutes;
import id.kuota.http.edge.ticket.TicketReader;
import id.kuota.http.edge.ticket.TicketRoutes;
import id.kuota.http.edge.token.TokenMemory;
import id.kuota.http.edge.token.TokenRoutes;
import id.kuota.http.edge.waitingroom.RoomDoor;
import id.kuota.http.edge.waitingroom.WaitingRoom;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.payment.PaymentRoutes;
import id.kuota.http.telemetry.SlowRequests;
import id.kuota.persistence.export.ExportedFile;
import id.kuota.persistence.export.Exports;
import id.kuota.persistence.history.OrderHistories;
import id.kuota.persistence.readmodel.Cancellations;
import id.kuota.persistence.readmodel.ConfigurationChangeList;
import id.kuota.persistence.readmodel.GateConflicts;
import id.kuota.persistence.readmodel.GateDevices;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.readmodel.GateReports;
import id.kuota.persistence.readmodel.HumanCodes;
import id.kuota.persistence.readmodel.OrderLists;
import id.kuota.persistence.readmodel.Refunds;
import id.kuota.persistence.readmodel.SaleListings;
import id.kuota.persistence.readmodel.SaleReports;
import id.kuota.persistence.readmodel.SurroundingsReader;
import id.kuota.persistence.readmodel.TopStatements;
import id.kuota.persistence.readmodel.VoidCodes;
import id.kuota.persistence.reconciliation.TieOut;
import id.kuota.persistence.token.OperatorTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Every route group of the edge: a new one is added here and nowhere else. Creates them anew at
 * each call; starts nothing.
 */
public record EdgeRoutes(
    Engine engine,
    ServerSecret secret,
    OperatorDoor operator,
    EdgePolicy policy,
    Admission admission,
    Clock clock) {

  /** Returns the routes that need the engine alone: selling, quotas, health and pages. */
  public List<RouteGroup> selling() {
    return selling(RoomDoor.Memory.NONE);
  }

  /**
   * Returns the same routes.
   *
   * @param rooms the waiting rooms of this node
   */
  public List<RouteGroup> selling(RoomDoor.Memory rooms) {
    var buyers = new BuyerKeys(secret, policy.buyers());
    var door = new RoomDoor(engine.sales(), new RoomTokens(secret), rooms, clock);
    return List.of(
        new OrderRoutes(
            engine, buyers, new OrderIds(secret), policy.clients(), door, admission, clock),
        new CartRoutes(
            engine, buyers, new CartIds(secret), policy.clients(), door, admission, clock),
        new PublicSaleRoutes(engine, clock),
        new SaleRoutes(engine, operator, clock),
        new QuotaRoutes(engine, operator),
        new HealthRoutes(),
        new PageRoutes(),
        new GatePage(),
        new ConsolePage());
  }

  /** Returns the routes of waiting rooms. */
  public List<RouteGroup> waitingRooms(WaitingRoom rooms) {
    var buyers = new BuyerKeys(secret, policy.buyers());
    return rooms.routes(engine.sales(), buyers, new RoomTokens(secret), operator);
  }

  /** Returns the routes of payments. */
  public List<RouteGroup> payments(GatewayCalls gateways) {
    return List.of(new PaymentRoutes(engine, new OrderIds(secret), gateways));
  }

  /**
   * Returns the routes of cancelled events, refunds, reports and lists, which read the read models.
   *
   * @param source the database, or a standby
   */
  public List<RouteGroup> reports(DataSource source, BlockingReads reads) {
    var buyers = new BuyerKeys(secret, policy.buyers());
    return List.of(
        new ListRoutes(
            new OrderLists(source, clock),
            new ConfigurationChangeList(source, clock),
            buyers,
            reads,
            operator),
        new CancellationRoutes(engine, new Cancellations(source, clock), reads, operator),
        new ExplainRoutes(new OrderHistories(source, clock), buyers, reads, operator),
        new RefundRoutes(engine, secret, new Refunds(source, clock), reads, operator),
        new ReportRoutes(new SaleReports(source, clock), new SaleListings(source), reads, operator),
        new TieOutRoutes(new TieOut(source, clock), reads, operator));
  }

  /** Returns the route of the statements that cost the database most. */
  public List<RouteGroup> statements(DataSource source, BlockingReads reads) {
    return List.of(new StatementRoutes(new TopStatements(source), reads, operator));
  }

  /** Returns the routes of reports as files. */
  public List<RouteGroup> files(ReportFiles files) {
    return List.of(new ReportFileRoutes(files, operator));
  }

  /** Returns the routes of reports that are written in the background, and lie in the database. */
  public List<RouteGroup> exports(DataSource database, BlockingReads reads) {
    return List.of(
        new ExportRoutes(
            new Exports(database, clock),
            new ExportedFile(database),
            secret,
            reads,
            operator,
            clock));
  }

  /**
   * Returns the route of live views.
   *
   * @param views of this node
   */
  public List<RouteGroup> live(LiveViews views) {
    return List.of(new LiveRoutes(views, operator));
  }

  /**
   * Returns the routes that prepare a sale.
   *
   * @param look see {@link PreparationRoutes}
   * @param lease validity of a node's lease
   */
  public List<RouteGroup> preparation(
      Supplier<CompletionStage<ClusterJson>> look,
      DataSource source,
      BlockingReads reads,
      Duration lease) {
    return List.of(
        new PreparationRoutes(
            engine, look, new SurroundingsReader(source), reads, operator, lease, clock));
  }

  /**
   * Returns the route of the cluster's picture.
   *
   * @param look see {@link ClusterRoutes}
   */
  public List<RouteGroup> cluster(Supplier<CompletionStage<ClusterJson>> look) {
    return List.of(new ClusterRoutes(look, operator));
  }

  /**
   * Returns the route of slow and failing requests.
   *
   * @param slow which the edge of these routes fills
   */
  public List<RouteGroup> slow(SlowRequests slow) {
    return List.of(new SlowRoutes(slow, operator));
  }

  /**
   * Returns the routes of operators' tokens.
   *
   * @param memory which the door of these routes asks
   */
  public List<RouteGroup> tokens(
      OperatorTokens tokens, TokenMemory memory, BlockingReads database) {
    return List.of(new TokenRoutes(tokens, memory, secret, database, operator, clock));
  }

  /** Returns the routes of tickets. */
  public List<RouteGroup> tickets(SigningKeys keys) {
    return List.of(
        new TicketRoutes(engine, secret, keys),
        new TicketChangeRoutes(engine, secret, keys, operator),
        new KeyRoutes(keys));
  }

  /**
   * Returns the routes of gates and their devices.
   *
   * @param attendance of the devices of this node
   * @param tally of what the gates of this node say
   */
  public List<RouteGroup> gates(
      SigningKeys keys,
      DataSource source,
      BlockingReads reads,
      Attendance attendance,
      ScanTally tally) {
    var guard = new GateGuard(engine, secret, operator, attendance, admission.limits());
    var reader = new TicketReader(secret, keys);
    var buyers = new BuyerKeys(secret, policy.buyers());
    var search = new TicketSearch(reader, new HumanCodes(source), reads);
    return List.of(
        new GateRoutes(engine, reader, search, tally, guard, admission, clock),
        new DoorRoutes(
            engine,
            new OrderLists(source, clock),
            new OrderIds(secret),
            buyers,
            tally,
            reads,
            guard,
            admission,
            clock),
        new GateReportRoutes(
            engine,
            new VoidCodes(source),
            new GateReports(source, clock),
            new GateRefusals(source),
            reads,
            guard),
        new GateListRoutes(
            new GateConflicts(source), new GateDevices(source), reads, guard, operator, clock),
        new EntryListRoutes(engine, guard, operator),
        new DeviceAdminRoutes(engine, secret, operator),
        new DeviceRoutes(engine, secret, guard, attendance));
  }
}
