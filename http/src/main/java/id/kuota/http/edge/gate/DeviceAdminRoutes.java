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
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
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
  private final OperatorDoor operator;

  public DeviceAdminRoutes(Engine engine, ServerSecret secret, OperatorDoor operator) {
    this.engine = engine;
    this.keys = new DeviceKeys(secret);
    this.operator = operator;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/devices", operator.guard(Scope.GATES, this::invite)),
        Route.get("/v1/devices/{device}", operator.guard(Scope.GATES, this::read)),
        Route.get("/v1/devices/{device}/setup.svg", operator.guard(Scope.GATES, this::setup)),
        Route.post("/v1/devices/{device}/revoke", operator.guard(Scope.GATES, this::revoke)));
  }

  private CompletionStage<HttpResponse> invite(RequestContext context) {
    return context.withKey(
        key ->
            context.withBody(
                body -> invite(body, context.author()),
                invite -> {
                  DeviceId device = keys.of(key.value());
                  return ask(context, device, invite, view -> invited(context, view));
                }));
  }

  private static DeviceCommand.InviteDevice invite(Fields body, String by) {
    String sale = body.text("sale", SaleId::isValid, "must be the id of a sale");
    String name = body.text("name", 1, TEXT_MAX);
    String role = body.text("role", ROLES::containsKey, "must be steward or supervisor");
    return new DeviceCommand.InviteDevice(
        new DeviceTerms(
            new SaleId(sale),
            name,
            ROLES.getOrDefault(role, DeviceTerms.Role.STEWARD),
            Redeem.list(body)),
        by);
  }

  private HttpResponse invited(RequestContext context, DeviceView view) {
    return Json.answer(201, DeviceJson.of(view, setup(context, view.device())))
        .addHeader(RawHeader.create("Location", "/v1/devices/" + view.device()));
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return withDevice(
        context,
        device ->
            look(
                context,
                device,
                view -> Json.answer(200, DeviceJson.of(view, setup(context, device)))));
  }

  private CompletionStage<HttpResponse> setup(RequestContext context) {
    return withDevice(
        context,
        device ->
            look(
                context,
                device,
                view ->
                    switch (view.status()) {
                      case INVITED -> image(setup(context, device));
                      case ACTIVE -> context.problem(Problem.of(ProblemCode.SETUP_USED));
                      case REVOKED -> context.problem(Problem.of(ProblemCode.DEVICE_REVOKED));
                    }));
  }

  private static HttpResponse image(DeviceJson.SetupJson setup) {
    String text = new String(Json.bytes(setup), StandardCharsets.UTF_8);
    byte[] svg = new QrImage(text).svg().getBytes(StandardCharsets.UTF_8);
    return HttpResponse.create().withEntity(HttpEntities.create(SVG, svg));
  }

  private CompletionStage<HttpResponse> revoke(RequestContext context) {
    return withDevice(
        context,
        device ->
            context.withBody(
                body ->
                    new DeviceCommand.RevokeDevice(
                        body.text("reason", 1, TEXT_MAX), context.author()),
                revoke ->
                    ask(
                        context,
                        device,
                        revoke,
                        view -> Json.answer(200, DeviceJson.of(view, null)))));
  }

  /**
   * Returns the address of this server as the operator has called it: the device comes the same
   * way.
   */
  private DeviceJson.SetupJson setup(RequestContext context, DeviceId device) {
    var address = context.request().getUri();
    String scheme = context.header("X-Forwarded-Proto").orElse(address.getScheme());
    String host =
        context
            .header("X-Forwarded-Host")
            .or(() -> context.header("Host"))
            .orElse(address.host() + ":" + address.port());
    return new DeviceJson.SetupJson(1, scheme + "://" + host, keys.setupToken(device));
  }

  private static CompletionStage<HttpResponse> withDevice(
      RequestContext context, Function<DeviceId, CompletionStage<HttpResponse>> next) {
    String id = context.parameter("device");
    return DeviceId.isValid(id)
        ? next.apply(new DeviceId(id))
        : context.refuse(Problem.of(ProblemCode.DEVICE_NOT_FOUND));
  }

  private CompletionStage<HttpResponse> look(
      RequestContext context, DeviceId device, Function<DeviceView, HttpResponse> found) {
    return engine.devices().look(device).thenApply(reply -> answer(context, reply, found));
  }

  private CompletionStage<HttpResponse> ask(
      RequestContext context,
      DeviceId device,
      DeviceCommand command,
      Function<DeviceView, HttpResponse> done) {
    return engine
        .devices()
        .ask(device, command)
        .thenApply(
            reply -> {
              HttpResponse answer = answer(context, reply, done);
              return reply instanceof Reply.Answered<DeviceView, DeviceRefusal>(var v, var again)
                      && again
                  ? answer.addHeader(REPLAYED)
                  : answer;
            });
  }

  private static HttpResponse answer(
      RequestContext context,
      Reply<DeviceView, DeviceRefusal> reply,
      Function<DeviceView, HttpResponse> found) {
    return switch (reply) {
      case Reply.Answered<DeviceView, DeviceRefusal>(var view, var repeated) ->
          found.apply(view).addHeader(NO_STORE);
      case Reply.Refused<DeviceView, DeviceRefusal>(var refusal) ->
          context.problem(DeviceProblems.of(refusal));
    };
  }
}
