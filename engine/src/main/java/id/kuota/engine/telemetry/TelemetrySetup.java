package id.kuota.engine.telemetry;

import org.apache.pekko.actor.setup.Setup;

/**
 * Gives an actor system its telemetry and traces, before the first of its actors and plugins
 * starts.
 */
public final class TelemetrySetup extends Setup {

  private final Telemetry telemetry;
  private final Traces traces;

  public TelemetrySetup(Telemetry telemetry, Traces traces) {
    this.telemetry = telemetry;
    this.traces = traces;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  Traces traces() {
    return traces;
  }
}
