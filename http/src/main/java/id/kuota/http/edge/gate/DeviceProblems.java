package id.kuota.http.edge.gate;

import id.kuota.engine.device.DeviceRefusal;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;

/** What a device's refusals are on the wire. */
final class DeviceProblems {

  private DeviceProblems() {}

  static Problem of(DeviceRefusal refusal) {
    return switch (refusal) {
      case DEVICE_UNKNOWN -> Problem.of(ProblemCode.DEVICE_NOT_FOUND);
      case KEY_REUSED -> Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED);
      case DEVICE_REVOKED -> Problem.of(ProblemCode.DEVICE_REVOKED);
      case SETUP_USED -> Problem.of(ProblemCode.SETUP_USED);
      case SETUP_EXPIRED -> Problem.of(ProblemCode.SETUP_EXPIRED);
      case KEY_STALE -> Problem.of(ProblemCode.DEVICE_KEY_INVALID);
    };
  }
}
