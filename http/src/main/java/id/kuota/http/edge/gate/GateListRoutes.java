package id.kuota.http.edge.gate;

import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.GateConflicts;
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
public record GateListRoutes(
    GateConflicts conflicts,
    GateDevices devices,
    BlockingReads reading,
    GateGuard guard,
    OperatorDoor operator,
    Clock clock)
    implements RouteGroup {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");
  private static final int PAGE = 100;

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/sales/{sale}/conflicts", guard.steward(Scope.READ, this::conflicts)),
        Route.get("/v1/sales/{sale}/devices", operator.guard(Scope.READ, this::devices)));
  }

  private CompletionStage<HttpResponse> conflicts(RequestContext context, Steward steward) {
    Optional<GateConflicts.Cursor> after =
        context
            .query("cursor")
            .map(GateConflicts.Cursor::parse)
            .orElse(Optional.of(GateConflicts.Cursor.START));
    if (after.isEmpty()) return badCursor(context);
    return withSale(
        context,
        sale ->
            steward.serves(sale) && steward.role() == DeviceTerms.Role.SUPERVISOR
                ? answer(
                    context, () -> ConflictsJson.of(sale, conflicts.page(sale, after.get(), PAGE)))
                : context.refuse(Problem.of(ProblemCode.FORBIDDEN)));
  }

  private CompletionStage<HttpResponse> devices(RequestContext context) {
    String after = context.query("cursor").orElse("");
    if (!after.isEmpty() && !DeviceId.isValid(after)) return badCursor(context);
    return withSale(
        context,
        sale ->
            answer(
                context,
                () -> DevicesJson.of(sale, devices.page(sale, after, PAGE), clock.instant())));
  }

  private CompletionStage<HttpResponse> answer(RequestContext context, Supplier<Object> page) {
    return reading.answer(context, () -> Json.answer(200, page.get()).addHeader(NO_STORE));
  }

  private static CompletionStage<HttpResponse> withSale(
      RequestContext context, Function<SaleId, CompletionStage<HttpResponse>> next) {
    String id = context.parameter("sale");
    return SaleId.isValid(id)
        ? next.apply(new SaleId(id))
        : context.refuse(Problem.of(ProblemCode.SALE_NOT_FOUND));
  }

  private static CompletionStage<HttpResponse> badCursor(RequestContext context) {
    return context.refuse(
        Problem.invalid(
            List.of(
                FieldError.inParameter(
                    "cursor", "invalid", "must be the next_cursor of the page before"))));
  }
}
