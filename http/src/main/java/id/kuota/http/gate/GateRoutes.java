package id.kuota.http.gate;

import id.kuota.engine.ticket.GateId;
import id.kuota.http.engine.EngineCalls;
import id.kuota.http.identity.OperatorKey;
import id.kuota.http.json.Fields;
import id.kuota.http.problem.Fault;
import id.kuota.http.problem.Problem;
import id.kuota.http.route.Exchange;
import id.kuota.http.route.Route;
import id.kuota.http.route.RouteGroup;
import id.kuota.http.ticket.TicketReader;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Check-in: scan a ticket at a gate, and take it back. */
public final class GateRoutes implements RouteGroup {

  private static final String GATE_FORM = "must be a sale and a gate with a dot between";

  private final GateDesk desk;
  private final OperatorKey operator;

  public GateRoutes(EngineCalls engine, TicketReader reader, OperatorKey operator, Clock clock) {
    this.desk = new GateDesk(engine, reader, clock);
    this.operator = operator;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/gates/{gate}/redeem", operator.guard(this::redeem)),
        Route.post("/v1/gates/{gate}/annul", operator.guard(this::annul)),
        Route.post("/v1/check-ins", operator.guard(this::checkIn)));
  }

  private CompletionStage<HttpResponse> redeem(Exchange exchange) {
    return withGate(
        exchange,
        gate ->
            exchange.withBody(
                Redeem::read, redeem -> desk.redeem(exchange, gate, OperatorKey.NAME, redeem)));
  }

  private CompletionStage<HttpResponse> annul(Exchange exchange) {
    return withGate(
        exchange,
        gate ->
            exchange.withBody(
                Annul::read,
                annul -> desk.annul(exchange, OperatorKey.NAME, annul.code(), annul.nonce())));
  }

  private CompletionStage<HttpResponse> checkIn(Exchange exchange) {
    return exchange.withBody(
        CheckIn::read,
        checkIn -> desk.redeem(exchange, checkIn.gate(), OperatorKey.NAME, checkIn.redeem()));
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

  private static CompletionStage<HttpResponse> withGate(
      Exchange exchange, Function<GateId, CompletionStage<HttpResponse>> next) {
    String gate = exchange.parameter("gate");
    return GateId.isValid(gate)
        ? next.apply(new GateId(gate))
        : exchange.refuse(
            Problem.invalid(List.of(Fault.inParameter("gate", "bad_format", GATE_FORM))));
  }
}
