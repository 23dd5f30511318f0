package id.kuota.http.gate;

import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceTerms.Role;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.identity.OperatorKey;
import id.kuota.http.json.Json;
import id.kuota.http.problem.Fault;
import id.kuota.http.problem.Problem;
import id.kuota.http.problem.ProblemCode;
import id.kuota.http.report.Reading;
import id.kuota.http.route.Exchange;
import id.kuota.http.route.Route;
import id.kuota.http.route.RouteGroup;
import id.kuota.persistence.readmodel.GateConflicts;
import id.kuota.persistence.readmodel.GateConflicts.Cursor;
import id.kuota.persistence.readmodel.GateDevices;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The routes of the lists for running the gates: conflicts, and devices. */
public final class GateListRoutes implements RouteGroup {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");
  private static final int PAGE = 100;

  private final GateConflicts conflicts;
  private final GateDevices devices;
  private final Reading reading;
  private final GateGuard guard;
  private final OperatorKey operator;
  private final Clock clock;

  public GateListRoutes(
      GateConflicts conflicts,
      GateDevices devices,
      Reading reading,
      GateGuard guard,
      OperatorKey operator,
      Clock clock) {
    this.conflicts = conflicts;
    this.devices = devices;
    this.reading = reading;
    this.guard = guard;
    this.operator = operator;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/sales/{sale}/conflicts", guard.steward(this::conflicts)),
        Route.get("/v1/sales/{sale}/devices", operator.guard(this::devices)));
  }

  private CompletionStage<HttpResponse> conflicts(Exchange exchange, Steward steward) {
    Optional<Cursor> after =
        exchange.query("cursor").map(Cursor::parse).orElse(Optional.of(Cursor.START));
    if (after.isEmpty()) return badCursor(exchange);
    return withSale(
        exchange,
        sale ->
            steward.serves(sale) && steward.role() == Role.SUPERVISOR
                ? answer(
                    exchange, () -> ConflictsJson.of(sale, conflicts.page(sale, after.get(), PAGE)))
                : exchange.refuse(Problem.of(ProblemCode.FORBIDDEN)));
  }

  private CompletionStage<HttpResponse> devices(Exchange exchange) {
    String after = exchange.query("cursor").orElse("");
    if (!after.isEmpty() && !DeviceId.isValid(after)) return badCursor(exchange);
    return withSale(
        exchange,
        sale ->
            answer(
                exchange,
                () -> DevicesJson.of(sale, devices.page(sale, after, PAGE), clock.instant())));
  }

  private CompletionStage<HttpResponse> answer(Exchange exchange, Supplier<Object> page) {
    return reading.answer(exchange, () -> Json.answer(200, page.get()).addHeader(NO_STORE));
  }

  private static CompletionStage<HttpResponse> withSale(
      Exchange exchange, Function<SaleId, CompletionStage<HttpResponse>> next) {
    String id = exchange.parameter("sale");
    return SaleId.isValid(id)
        ? next.apply(new SaleId(id))
        : exchange.refuse(Problem.of(ProblemCode.SALE_NOT_FOUND));
  }

  private static CompletionStage<HttpResponse> badCursor(Exchange exchange) {
    return exchange.refuse(
        Problem.invalid(
            List.of(
                Fault.inParameter(
                    "cursor", "invalid", "must be the next_cursor of the page before"))));
  }
}
