package id.kuota.http.node;

import com.typesafe.config.Config;
import id.kuota.engine.ratelimit.Rate;
import id.kuota.engine.ratelimit.RateLimit;
import id.kuota.http.edge.limit.CallerKind;
import id.kuota.http.edge.limit.CallerRates;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how often callers may ask. */
final class CallerRateSettings {

  private static final String SETTING = "kuota.http.limits.";
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,7})/([0-9]{1,4})([smh])\\s*,\\s*([0-9]{1,7})/([0-9]{1,4})([smh])");

  private CallerRateSettings() {}

  /**
   * Reads the settings under {@code kuota.http.limits}.
   *
   * @throws SettingException if one is wrong
   */
  static CallerRates read(Config config) {
    var limits = new EnumMap<CallerKind, RateLimit>(CallerKind.class);
    for (CallerKind kind : CallerKind.values()) {
      String text = config.getString(SETTING + kind.word()).strip();
      if (text.isEmpty()) continue;
      limits.put(kind, limit(kind, text).orElseThrow(() -> wrong(kind, text)));
    }
    return new CallerRates(limits);
  }

  private static Optional<RateLimit> limit(CallerKind kind, String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) return Optional.empty();
    try {
      Rate moment = rate(parts.group(1), parts.group(2), parts.group(3));
      Rate longer = rate(parts.group(4), parts.group(5), parts.group(6));
      boolean isLonger = moment.period().compareTo(longer.period()) < 0;
      return isLonger && moment.permits() <= longer.permits()
          ? Optional.of(new RateLimit(kind.word(), moment, longer))
          : Optional.empty();
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }

  private static Rate rate(String permits, String length, String unit) {
    long count = Long.parseLong(length);
    Duration period =
        switch (unit) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        };
    return new Rate(Integer.parseInt(permits), period);
  }

  private static SettingException wrong(CallerKind kind, String text) {
    return new SettingException(
        SETTING + kind.word(),
        text,
        "two rates like 300/1s, 6000/1m: requests and time, the longer one last, an hour and %d requests at most; or nothing"
            .formatted(Rate.PERMITS_MAX),
        "Set KUOTA_LIMIT_%s.".formatted(kind.word().toUpperCase(Locale.ROOT)));
  }
}
