package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.BuyerPolicy;
import id.kuota.http.edge.server.CrossOrigin;
import id.kuota.http.edge.server.EdgePolicy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The reader of how buyers and API clients are distinguished, and which pages may use the edge. */
final class EdgePolicySettings {

  private static final String REGION = "kuota.buyers.phone-region";
  private static final String FORMER = "kuota.buyers.former-keys";
  private static final String CLIENT = "kuota.http.client-header";
  private static final String ORIGINS = "kuota.http.cors-origins";
  private static final int ORIGINS_MAX = 100;

  /** A token of RFC 9110; the value of another header would not distinguish clients. */
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

  private static final Set<String> NOT_CLIENTS =
      Set.of("host", "origin", "content-type", "content-length", "idempotency-key", "connection");

  /** As browsers write it: no path, no default port that they leave out, no wildcard. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https?://([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:]+])(:[0-9]{1,5})?");

  private EdgePolicySettings() {}

  static EdgePolicy read(Config config) {
    var buyers = new BuyerPolicy(region(config), formerKeys(config));
    var clients = new ApiClients(clientHeader(config));
    return new EdgePolicy(
        buyers,
        clients,
        new CrossOrigin(origins(config), clients.header()),
        CallerRateSettings.read(config));
  }

  private static Optional<String> region(Config config) {
    String region = config.getString(REGION).strip().toUpperCase(Locale.ROOT);
    if (region.isEmpty()) return Optional.empty();
    if (BuyerKeys.isPhoneRegion(region)) return Optional.of(region);
    throw new SettingException(
        REGION,
        region,
        "a country by two letters, such as ID, or nothing",
        "Set KUOTA_PHONE_REGION.");
  }

  private static boolean formerKeys(Config config) {
    try {
      return config.getBoolean(FORMER);
    } catch (ConfigException e) {
      throw new SettingException(
          FORMER,
          config.getValue(FORMER).render(),
          "true or false",
          "Set KUOTA_FORMER_BUYER_KEYS.");
    }
  }

  private static Optional<String> clientHeader(Config config) {
    String header = config.getString(CLIENT).strip();
    if (header.isEmpty()) return Optional.empty();
    if (HEADER.matcher(header).matches()
        && !NOT_CLIENTS.contains(header.toLowerCase(Locale.ROOT))) {
      return Optional.of(header);
    }
    throw new SettingException(
        CLIENT,
        header,
        "the name of a header that tells API clients apart",
        "Set KUOTA_CLIENT_HEADER.");
  }

  private static Set<String> origins(Config config) {
    String text = config.getString(ORIGINS).strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty()) return Set.of();
    var origins =
        new LinkedHashSet<>(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    if (origins.size() <= ORIGINS_MAX && origins.stream().allMatch(EdgePolicySettings::isOrigin)) {
      return origins;
    }
    throw new SettingException(
        ORIGINS,
        text,
        "at most %d origins like https://shop.example, with commas between, without a path"
            .formatted(ORIGINS_MAX),
        "Set KUOTA_CORS_ORIGINS.");
  }

  private static boolean isOrigin(String origin) {
    boolean hasDefaultPort =
        origin.startsWith("https:") ? origin.endsWith(":443") : origin.endsWith(":80");
    return ORIGIN.matcher(origin).matches() && !hasDefaultPort;
  }
}
