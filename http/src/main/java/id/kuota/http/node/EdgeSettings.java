package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import id.kuota.http.edge.connection.AddressRange;
import id.kuota.http.edge.connection.ConnectionSettings;
import id.kuota.http.edge.connection.ForwardedHeader;
import java.time.Duration;
import java.util.List;

/** Reads what connections may take from the node. */
final class EdgeSettings {

  private static final Duration HEAD_TIME_MIN = Duration.ofSeconds(1);
  private static final Duration HEAD_TIME_MAX = Duration.ofSeconds(60);
  private static final int CONNECTIONS_MIN = 16;
  private static final int CONNECTIONS_MAX = 1_000_000;

  private EdgeSettings() {}

  /**
   * Reads the settings under {@code kuota.http}.
   *
   * @throws SettingException if one is wrong
   */
  static ConnectionSettings read(Config config) {
    return new ConnectionSettings(
        headTime(config),
        NodeSettings.number(
            config,
            "kuota.http.max-connections",
            CONNECTIONS_MIN,
            CONNECTIONS_MAX,
            "KUOTA_HTTP_MAX_CONNECTIONS"),
        NodeSettings.number(
            config, "kuota.http.per-address", 0, CONNECTIONS_MAX, "KUOTA_HTTP_PER_ADDRESS"),
        trustedProxies(config),
        forwardedHeader(config));
  }

  private static Duration headTime(Config config) {
    String setting = "kuota.http.head-time";
    try {
      Duration value = config.getDuration(setting);
      if (value.compareTo(HEAD_TIME_MIN) >= 0 && value.compareTo(HEAD_TIME_MAX) <= 0) return value;
    } catch (ConfigException e) {
      // Said below.
    }
    throw new SettingException(
        setting,
        config.hasPath(setting) ? config.getValue(setting).render() : "(empty)",
        "a time from %ds to %ds".formatted(HEAD_TIME_MIN.toSeconds(), HEAD_TIME_MAX.toSeconds()),
        "Set KUOTA_HTTP_HEAD_TIME.");
  }

  private static List<AddressRange> trustedProxies(Config config) {
    String text = config.getString("kuota.http.trusted-proxies");
    try {
      return AddressRange.parseAll(text);
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          "kuota.http.trusted-proxies",
          text,
          "addresses or ranges like 10.0.0.0/8 with commas between",
          "Set KUOTA_HTTP_TRUSTED_PROXIES.");
    }
  }

  private static ForwardedHeader forwardedHeader(Config config) {
    String name = config.getString("kuota.http.forwarded-header").strip();
    return ForwardedHeader.named(name)
        .orElseThrow(
            () ->
                new SettingException(
                    "kuota.http.forwarded-header",
                    name,
                    ForwardedHeader.names(),
                    "Set KUOTA_HTTP_FORWARDED_HEADER."));
  }
}
