package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceView;
import id.kuota.http.edge.identity.DeviceKeys;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.limit.CallerKind;
import id.kuota.http.edge.limit.CallerLimits;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * A guard that admits only requests with the valid key of a device, or of an operator. Each request
 * asks the device's entity, so a device that was revoked is out at once.
 */
public final class GateGuard {

  private final Engine engine;
  private final DeviceKeys keys;
  private final OperatorDoor operator;
  private final Attendance attendance;
  private final CallerLimits limits;

  public GateGuard(
      Engine engine,
      ServerSecret secret,
      OperatorDoor operator,
      Attendance attendance,
      CallerLimits limits) {
    this.engine = engine;
    this.keys = new DeviceKeys(secret);
    this.operator = operator;
    this.attendance = attendance;
    this.limits = limits;
  }

  /** Continues with the steward at the gate; an operator needs this scope. */
  Handler steward(
      Scope scope, BiFunction<RequestContext, Steward, CompletionStage<HttpResponse>> next) {
    Handler asOperator =
        operator.guard(scope, context -> next.apply(context, Steward.operator(context.author())));
    return context ->
        operator.isMeant(context)
            ? asOperator.handle(context)
            : withDevice(context, device -> next.apply(context, Steward.of(device)));
  }

  /** Continues with the device whose key is shown. */
  Handler device(BiFunction<RequestContext, DeviceView, CompletionStage<HttpResponse>> next) {
    return context -> withDevice(context, device -> next.apply(context, device));
  }

  private CompletionStage<HttpResponse> withDevice(
      RequestContext context, Function<DeviceView, CompletionStage<HttpResponse>> next) {
    Optional<DeviceKeys.Shown> shown = context.header("Authorization").flatMap(keys::parseKey);
    if (shown.isEmpty()) return context.refuse(invalid());
    return engine
        .devices()
        .look(shown.get().device())
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<DeviceView, DeviceRefusal>(var device, var repeated)
                      when device.status() == DeviceView.Status.ACTIVE
                          && device.key() == shown.get().number() -> {
                    attendance.seen(device.device());
                    yield limits.caller(
                        context,
                        CallerKind.DEVICE,
                        device.device().value(),
                        () -> next.apply(device));
                  }
                  case Reply.Answered<DeviceView, DeviceRefusal> stale -> context.refuse(invalid());
                  case Reply.Refused<DeviceView, DeviceRefusal> unknown ->
                      context.refuse(invalid());
                });
  }

  private static Problem invalid() {
    return Problem.of(ProblemCode.DEVICE_KEY_INVALID);
  }
}
