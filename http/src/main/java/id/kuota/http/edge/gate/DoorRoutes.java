package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.Scan;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.OrderLists;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The door, for people who come without a code: a search for their orders, and one confirmation
 * that lets a group in. For supervisors and operators, since no code is shown.
 */
public final class DoorRoutes implements RouteGroup {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  private final GateLists lists;
  private final DoorSearch search;
  private final OrderIds ids;
  private final GroupCheckIn groups;
  private final BlockingReads reading;
  private final GateGuard guard;
  private final Admission admission;
  private final Clock clock;

  /**
   * @param orders those that a buyer has
   * @param reading waits for those
   */
  public DoorRoutes(
      Engine engine,
      OrderLists orders,
      OrderIds ids,
      BuyerKeys buyers,
      ScanTally tally,
      BlockingReads reading,
      GateGuard guard,
      Admission admission,
      Clock clock) {
    this.lists = new GateLists(engine);
    this.search = new DoorSearch(engine, orders, ids, buyers);
    this.ids = ids;
    this.groups = new GroupCheckIn(engine, tally);
    this.reading = reading;
    this.guard = guard;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/gates/{gate}/orders", guard.steward(Scope.GATES, this::find)),
        Route.post("/v1/gates/{gate}/redeem-group", guard.steward(Scope.GATES, this::admit)));
  }

  private CompletionStage<HttpResponse> find(RequestContext context, Steward steward) {
    return GateRoutes.withGate(
        context,
        steward,
        gate ->
            isSupervisor(steward)
                ? context.with(
                    search.wanted(context), wanted -> find(context, gate, steward, wanted))
                : context.refuse(Problem.of(ProblemCode.FORBIDDEN)));
  }

  private CompletionStage<HttpResponse> find(
      RequestContext context, GateId gate, Steward steward, DoorSearch.Wanted wanted) {
    String named = steward.listFor(context.query("list").orElse(""));
    return lists.with(
        context,
        gate,
        named,
        Reentry.NEVER,
        list ->
            switch (wanted) {
              case DoorSearch.Wanted.ByOrder(var order) -> answer(gate, list, List.of(order));
              case DoorSearch.Wanted.ByBuyer buyer ->
                  reading.then(
                      context,
                      () -> search.orders(gate.sale(), buyer),
                      orders -> answer(gate, list, orders));
            });
  }

  private CompletionStage<HttpResponse> answer(GateId gate, EntryList list, List<OrderId> orders) {
    return search
        .look(gate.sale(), orders)
        .thenApply(found -> Json.answer(200, DoorJson.of(found, list.id())).addHeader(NO_STORE));
  }

  private CompletionStage<HttpResponse> admit(RequestContext context, Steward steward) {
    return GateRoutes.withGate(
        context,
        steward,
        gate ->
            context.withBody(
                Group::read,
                group ->
                    isSupervisor(steward) && steward.scansFor(group.list())
                        ? admission.scan(() -> admit(context, gate, steward, group))
                        : context.refuse(Problem.of(ProblemCode.FORBIDDEN))));
  }

  private CompletionStage<HttpResponse> admit(
      RequestContext context, GateId gate, Steward steward, Group group) {
    Optional<OrderId> order = ids.parse(group.order());
    if (order.isEmpty()) return context.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND));
    return lists.with(
        context,
        gate,
        steward.listFor(group.list()),
        group.reentry(),
        list -> admit(context, gate, steward, group, order.get(), list));
  }

  private CompletionStage<HttpResponse> admit(
      RequestContext context,
      GateId gate,
      Steward steward,
      Group group,
      OrderId order,
      EntryList list) {
    var scan = new Scan(group.nonce(), gate, steward.device(), list.id(), clock.instant());
    return search
        .look(gate.sale(), order)
        .thenCompose(
            found ->
                found
                    .map(
                        one ->
                            groups
                                .admit(one.order(), group.tickets(), list, scan)
                                .<HttpResponse>thenApply(
                                    done -> Json.answer(200, done).addHeader(NO_STORE)))
                    .orElseGet(() -> context.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND))));
  }

  private static boolean isSupervisor(Steward steward) {
    return steward.role() == DeviceTerms.Role.SUPERVISOR;
  }
}
