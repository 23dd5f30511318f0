package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.DeviceKeys;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.json.Fields;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.ticket.QrImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Devices as the operator has them: invite, look, revoke. */
public final class DeviceAdminRoutes implements RouteGroup {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");
  private static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");
  private static final ContentType SVG = MediaTypes.IMAGE_SVG_XML.toContentType();
  private static final Map<String, DeviceTerms.Role> ROLES =
      Map.of("steward", DeviceTerms.Role.STEWARD, "supervisor", DeviceTerms.Role.SUPERVISOR);
  private static final int TEXT_MAX = 200;

  private final Engine engine;
  private final DeviceKeys keys;
  private final OperatorKey operator;

  public DeviceAdminRoutes(Engine engine, ServerSecret secret, OperatorKey operator) {
    this.engine = engine;
    this.keys = new DeviceKeys(secret);
    this.operator = operator;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/devices", operator.guard(this::invite)),
        Route.get("/v1/devices/{device}", operator.guard(this::read)),
        Route.get("/v1/devices/{device}/setup.svg", operator.guard(this::setup)),
        Route.post("/v1/devices/{device}/revoke", operator.guard(this::revoke)));
  }

  private CompletionStage<HttpResponse> invite(RequestContext exchange) {
    return exchange.withKey(
        key ->
            exchange.withBody(
                DeviceAdminRoutes::invite,
                invite -> {
                  DeviceId device = keys.of(key.value());
                  return ask(exchange, device, invite, view -> invited(exchange, view));
                }));
  }

  private static DeviceCommand.InviteDevice invite(Fields body) {
    String sale = body.text("sale", SaleId::isValid, "must be the id of a sale");
    String name = body.text("name", 1, TEXT_MAX);
    String role = body.text("role", ROLES::containsKey, "must be steward or supervisor");
    return new DeviceCommand.InviteDevice(
        new DeviceTerms(
            new SaleId(sale),
            name,
            ROLES.getOrDefault(role, DeviceTerms.Role.STEWARD),
            Redeem.list(body)),
        OperatorKey.NAME);
  }

  private HttpResponse invited(RequestContext exchange, DeviceView view) {
    return Json.answer(201, DeviceJson.of(view, setup(exchange, view.device())))
        .addHeader(RawHeader.create("Location", "/v1/devices/" + view.device()));
  }

  private CompletionStage<HttpResponse> read(RequestContext exchange) {
    return withDevice(
        exchange,
        device ->
            look(
                exchange,
                device,
                view -> Json.answer(200, DeviceJson.of(view, setup(exchange, device)))));
  }

  private CompletionStage<HttpResponse> setup(RequestContext exchange) {
    return withDevice(
        exchange,
        device ->
            look(
                exchange,
                device,
                view ->
                    switch (view.status()) {
                      case INVITED -> image(setup(exchange, device));
                      case ACTIVE -> exchange.problem(Problem.of(ProblemCode.SETUP_USED));
                      case REVOKED -> exchange.problem(Problem.of(ProblemCode.DEVICE_REVOKED));
                    }));
  }

  private static HttpResponse image(DeviceJson.SetupJson setup) {
    String text = new String(Json.bytes(setup), StandardCharsets.UTF_8);
    byte[] svg = new QrImage(text).svg().getBytes(StandardCharsets.UTF_8);
    return HttpResponse.create().withEntity(HttpEntities.create(SVG, svg));
  }

  private CompletionStage<HttpResponse> revoke(RequestContext exchange) {
    return withDevice(
        exchange,
        device ->
            exchange.withBody(
                body ->
                    new DeviceCommand.RevokeDevice(
                        body.text("reason", 1, TEXT_MAX), OperatorKey.NAME),
                revoke ->
                    ask(
                        exchange,
                        device,
                        revoke,
                        view -> Json.answer(200, DeviceJson.of(view, null)))));
  }

  /**
   * Returns the address of this server as the operator has called it: the device comes the same
   * way.
   */
  private DeviceJson.SetupJson setup(RequestContext exchange, DeviceId device) {
    var address = exchange.request().getUri();
    String scheme = exchange.header("X-Forwarded-Proto").orElse(address.getScheme());
    String host =
        exchange
            .header("X-Forwarded-Host")
            .or(() -> exchange.header("Host"))
            .orElse(address.host() + ":" + address.port());
    return new DeviceJson.SetupJson(1, scheme + "://" + host, keys.setupToken(device));
  }

  private static CompletionStage<HttpResponse> withDevice(
      RequestContext exchange, Function<DeviceId, CompletionStage<HttpResponse>> next) {
    String id = exchange.parameter("device");
    return DeviceId.isValid(id)
        ? next.apply(new DeviceId(id))
        : exchange.refuse(Problem.of(ProblemCode.DEVICE_NOT_FOUND));
  }

  private CompletionStage<HttpResponse> look(
      RequestContext exchange, DeviceId device, Function<DeviceView, HttpResponse> found) {
    return engine.devices().look(device).thenApply(reply -> answer(exchange, reply, found));
  }

  private CompletionStage<HttpResponse> ask(
      RequestContext exchange,
      DeviceId device,
      DeviceCommand command,
      Function<DeviceView, HttpResponse> done) {
    return engine
        .devices()
        .ask(device, command)
        .thenApply(
            reply -> {
              HttpResponse answer = answer(exchange, reply, done);
              return reply instanceof Reply.Answered<DeviceView, DeviceRefusal>(var v, var again)
                      && again
                  ? answer.addHeader(REPLAYED)
                  : answer;
            });
  }

  private static HttpResponse answer(
      RequestContext exchange,
      Reply<DeviceView, DeviceRefusal> reply,
      Function<DeviceView, HttpResponse> found) {
    return switch (reply) {
      case Reply.Answered<DeviceView, DeviceRefusal>(var view, var repeated) ->
          found.apply(view).addHeader(NO_STORE);
      case Reply.Refused<DeviceView, DeviceRefusal>(var refusal) ->
          exchange.problem(DeviceProblems.of(refusal));
    };
  }
}
