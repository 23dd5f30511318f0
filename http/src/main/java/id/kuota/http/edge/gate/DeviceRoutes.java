package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceView;
import id.kuota.http.edge.identity.DeviceKeys;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.json.Fields;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.DevicePresence;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * What a device does about itself: come with its setup token, look, say how it is, roll its key.
 */
public final class DeviceRoutes implements RouteGroup {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");
  private static final int TOKEN_MAX = 200;
  private static final int NONCE_MIN = 8;
  private static final int NONCE_MAX = 100;

  private final Engine engine;
  private final DeviceKeys keys;
  private final GateGuard guard;
  private final Attendance attendance;

  public DeviceRoutes(Engine engine, ServerSecret secret, GateGuard guard, Attendance attendance) {
    this.engine = engine;
    this.keys = new DeviceKeys(secret);
    this.guard = guard;
    this.attendance = attendance;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/device/initialize", this::initialize),
        Route.get("/v1/device", guard.device(DeviceRoutes::read)),
        Route.post("/v1/device/heartbeat", guard.device(this::heartbeat)),
        Route.post("/v1/device/roll", this::roll));
  }

  private record Initialize(String token, String nonce, String software) {

    static Initialize read(Fields body) {
      return new Initialize(
          body.text("token", 1, TOKEN_MAX),
          body.text("nonce", NONCE_MIN, NONCE_MAX),
          body.has("software") ? body.text("software", 0, TOKEN_MAX) : "");
    }
  }

  private CompletionStage<HttpResponse> initialize(RequestContext context) {
    return context.withBody(
        Initialize::read,
        body -> {
          Optional<DeviceId> device = keys.parseSetup(body.token());
          if (device.isEmpty()) return context.refuse(Problem.of(ProblemCode.DEVICE_NOT_FOUND));
          return engine
              .devices()
              .ask(device.get(), new DeviceCommand.InitializeDevice(body.nonce(), body.software()))
              .thenApply(reply -> given(context, 201, reply));
        });
  }

  private static CompletionStage<HttpResponse> read(RequestContext context, DeviceView device) {
    return CompletableFuture.completedFuture(
        Json.answer(200, DeviceJson.of(device, null)).addHeader(NO_STORE));
  }

  private CompletionStage<HttpResponse> heartbeat(RequestContext context, DeviceView device) {
    return context.withBody(
        Heartbeat::read,
        beat -> {
          DevicePresence presence = attendance.told(device.device(), beat);
          var seen = new HeartbeatJson(device.device().value(), presence.seenAt());
          return CompletableFuture.completedFuture(Json.answer(200, seen).addHeader(NO_STORE));
        });
  }

  /** By the key that is shown, also if it has just stopped to count: its answer may be lost. */
  private CompletionStage<HttpResponse> roll(RequestContext context) {
    Optional<DeviceKeys.Shown> shown = context.header("Authorization").flatMap(keys::parseKey);
    if (shown.isEmpty()) return context.refuse(Problem.of(ProblemCode.DEVICE_KEY_INVALID));
    return context.withBody(
        body ->
            new DeviceCommand.RollKey(
                shown.get().number(), body.text("nonce", NONCE_MIN, NONCE_MAX)),
        roll ->
            engine
                .devices()
                .ask(shown.get().device(), roll)
                .thenApply(reply -> given(context, 200, reply)));
  }

  private HttpResponse given(
      RequestContext context, int status, Reply<DeviceView, DeviceRefusal> reply) {
    return switch (reply) {
      case Reply.Answered<DeviceView, DeviceRefusal>(var view, var repeated) ->
          Json.answer(status, DeviceKeyJson.of(view, keys.key(view.device(), view.key())))
              .addHeader(NO_STORE);
      case Reply.Refused<DeviceView, DeviceRefusal>(var refusal) ->
          context.problem(DeviceProblems.of(refusal));
    };
  }
}
