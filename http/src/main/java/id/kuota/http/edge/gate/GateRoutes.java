package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Fields;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.ticket.TicketReader;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The routes of check-in: scan a ticket at a gate, take it back, and upload offline scans. */
public final class GateRoutes implements RouteGroup {

  static final String GATE_FORM = "must be a sale and a gate with a dot between";

  /** What fits into a body, and what a node does at once for one device. */
  private static final int UPLOAD_MAX = 100;

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  private final CheckInHandler desk;
  private final OfflineScanHandler uploads;
  private final GateGuard guard;
  private final Admission admission;

  public GateRoutes(
      Engine engine,
      TicketReader reader,
      TicketSearch search,
      ScanTally tally,
      GateGuard guard,
      Admission admission,
      Clock clock) {
    this.desk = new CheckInHandler(engine, search, tally, clock);
    this.uploads = new OfflineScanHandler(engine, reader, tally);
    this.guard = guard;
    this.admission = admission;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/gates/{gate}/redeem", guard.steward(Scope.GATES, this::redeem)),
        Route.post("/v1/gates/{gate}/annul", guard.steward(Scope.GATES, this::annul)),
        Route.post("/v1/gates/{gate}/scans", guard.steward(Scope.GATES, this::upload)),
        Route.post("/v1/check-ins", guard.steward(Scope.GATES, this::checkIn)));
  }

  private CompletionStage<HttpResponse> redeem(RequestContext context, Steward steward) {
    return withGate(
        context,
        steward,
        gate -> context.withBody(Redeem::read, redeem -> redeem(context, steward, gate, redeem)));
  }

  private CompletionStage<HttpResponse> annul(RequestContext context, Steward steward) {
    return withGate(
        context,
        steward,
        gate ->
            context.withBody(
                Annul::read,
                annul -> desk.annul(context, gate, steward.device(), annul.code(), annul.nonce())));
  }

  private CompletionStage<HttpResponse> upload(RequestContext context, Steward steward) {
    return withGate(
        context,
        steward,
        gate ->
            context.withBody(
                body -> body.objects("scans", 1, UPLOAD_MAX, UploadedScan::read),
                scans ->
                    uploads
                        .record(gate, steward, scans)
                        .thenApply(done -> Json.answer(200, done).addHeader(NO_STORE))));
  }

  private CompletionStage<HttpResponse> checkIn(RequestContext context, Steward steward) {
    return context.withBody(
        CheckIn::read,
        checkIn ->
            steward.serves(checkIn.gate().sale())
                ? redeem(context, steward, checkIn.gate(), checkIn.redeem())
                : context.refuse(Problem.of(ProblemCode.FORBIDDEN)));
  }

  /** The same as at a gate, where the gate stands in the body. */
  private record CheckIn(GateId gate, Redeem redeem) {

    private static final String STAND_IN = "no.gate";

    static CheckIn read(Fields body) {
      String gate = body.text("gate", GateId::isValid, GATE_FORM);
      Redeem redeem = Redeem.read(body);
      return new CheckIn(new GateId(GateId.isValid(gate) ? gate : STAND_IN), redeem);
    }
  }

  private record Annul(String code, String nonce) {

    static Annul read(Fields body) {
      return new Annul(Redeem.code(body), Redeem.nonce(body));
    }
  }

  private CompletionStage<HttpResponse> redeem(
      RequestContext context, Steward steward, GateId gate, Redeem redeem) {
    boolean forces = redeem.mode() == GatePassage.Mode.FORCED;
    boolean may = !forces || steward.role() == DeviceTerms.Role.SUPERVISOR;
    return may && steward.scansFor(redeem.list())
        ? admission.scan(() -> desk.redeem(context, gate, steward, redeem))
        : context.refuse(Problem.of(ProblemCode.FORBIDDEN));
  }

  /** Continues with the gate of the address, if there can be one and the steward serves it. */
  static CompletionStage<HttpResponse> withGate(
      RequestContext context,
      Steward steward,
      Function<GateId, CompletionStage<HttpResponse>> next) {
    String gate = context.parameter("gate");
    if (!GateId.isValid(gate)) {
      return context.refuse(
          Problem.invalid(List.of(FieldError.inParameter("gate", "bad_format", GATE_FORM))));
    }
    return steward.serves(new GateId(gate).sale())
        ? next.apply(new GateId(gate))
        : context.refuse(Problem.of(ProblemCode.FORBIDDEN));
  }
}
