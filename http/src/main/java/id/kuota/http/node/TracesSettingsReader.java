package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import id.kuota.http.telemetry.TracesSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Reads the settings under {@code kuota.traces}. */
final class TracesSettingsReader {

  private static final String ENDPOINT = "kuota.traces.otlp-endpoint";
  private static final String SAMPLE = "kuota.traces.sample";
  private static final Duration SLOW_MAX = Duration.ofMinutes(1);

  private TracesSettingsReader() {}

  /**
   * Reads them.
   *
   * @throws SettingException if one is wrong
   */
  static TracesSettings read(Config config) {
    return new TracesSettings(
        endpoint(config.getString(ENDPOINT).strip()),
        sample(config),
        NodeSettings.duration(
            config, "kuota.traces.slow", Duration.ZERO, SLOW_MAX, "KUOTA_TRACES_SLOW"));
  }

  private static Optional<URI> endpoint(String text) {
    if (text.isEmpty()) return Optional.empty();
    try {
      URI address = URI.create(text);
      boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (isHttp && address.getHost() != null && address.getUserInfo() == null) {
        return Optional.of(address);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new SettingException(
        ENDPOINT,
        text,
        "an address like http://collector:4318, without user and password",
        "Set KUOTA_TRACES_OTLP_ENDPOINT, or leave it empty.");
  }

  private static double sample(Config config) {
    try {
      double value = config.getDouble(SAMPLE);
      if (value >= 0 && value <= 1) return value;
    } catch (ConfigException e) {
      // Said below.
    }
    throw new SettingException(
        SAMPLE,
        config.hasPath(SAMPLE) ? config.getValue(SAMPLE).render() : "(empty)",
        "a number from 0 to 1",
        "Set KUOTA_TRACES_SAMPLE.");
  }
}
