package id.kuota.http.edge.limit;

import id.kuota.engine.ratelimit.RateLimit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The limits of an installation: one for each kind of caller that has one. */
public record CallerRates(Map<CallerKind, RateLimit> limits) {

  /** No caller has a limit. */
  public static final CallerRates NONE = new CallerRates(Map.of());

  public CallerRates {
    limits = limits.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(limits));
  }

  Optional<RateLimit> of(CallerKind kind) {
    return Optional.ofNullable(limits.get(kind));
  }
}
