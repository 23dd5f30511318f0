package id.kuota.http.payment.simulator;

import static id.kuota.engine.telemetry.LogForm.error;
import static id.kuota.engine.telemetry.LogForm.warn;

import id.kuota.engine.telemetry.LogEntry;
import id.kuota.engine.telemetry.LogForm;
import id.kuota.engine.telemetry.LogKey;

/** What the payment simulator logs. */
public enum SimulatorLog implements LogEntry {
  SIMULATOR_FAILED(
      error(
          "payment simulator failed",
          "A fault of the simulator, which is for development only.",
          "Report it with its stack trace.",
          LogKey.PATH)),
  NOTIFICATION_UNSENT(
      warn(
          "too many notifications in flight; one was not sent",
          "The simulator forgets it, as a gateway might.",
          "Nothing.")),
  NOTIFICATION_DROPPED(
      warn(
          "notification dropped",
          "The simulator has given up sending it.",
          "Check that Kuota answers at the address of its notifications.",
          LogKey.COUNT));

  @SuppressWarnings("ImmutableEnumChecker") // A record of values.
  private final LogForm form;

  SimulatorLog(LogForm form) {
    this.form = form;
  }

  @Override
  public LogForm form() {
    return form;
  }
}
