package id.kuota.http.telemetry;

import java.util.Optional;

/**
 * Where Prometheus reads the metrics of a node, and an operator its profile.
 *
 * @param port 0: the node keeps no metrics and gives no profile
 * @param profileToken what a request for a profile must show; empty: profiles are switched off
 */
public record MetricsSettings(String host, int port, Optional<String> profileToken) {

  /** Settings of a node that takes no profiles. */
  public MetricsSettings(String host, int port) {
    this(host, port, Optional.empty());
  }

  /** No metrics. */
  public static final MetricsSettings OFF = new MetricsSettings("127.0.0.1", 0, Optional.empty());

  /** Returns whether the node keeps metrics. */
  public boolean kept() {
    return port != 0;
  }

  /** Returns a copy with another port. */
  public MetricsSettings withPort(int other) {
    return new MetricsSettings(host, other, profileToken);
  }

  /** Omits the token: settings end up in logs. */
  @Override
  public String toString() {
    return "MetricsSettings[%s:%d, profiles %s]"
        .formatted(host, port, profileToken.isPresent() ? "on" : "off");
  }
}
