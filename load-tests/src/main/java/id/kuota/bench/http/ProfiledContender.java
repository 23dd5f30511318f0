package id.kuota.bench.http;

import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/**
 * A contender that plays each round twice, one right after the other: while its node records a
 * profile of itself, from the begin of the round until after its end, and without. Two JVMs with
 * the same code differ by more than a profile costs, and so do two minutes of a shared machine.
 */
final class ProfiledContender implements Contender {

  /** The rate during the profile, in percent of that without. */
  static final String OF_UNPROFILED = "of unprofiled";

  private static final String TOKEN = "a-token-of-the-benchmark-alone";

  /** What the node must be started with. */
  static final Map<String, String> TOKEN_SETTING = Map.of("KUOTA_PROFILE_TOKEN", TOKEN);

  /** A contender waits for a quiet machine before it begins. */
  private static final long QUIET_SECONDS = 5;

  /** The longest profile that a node takes. */
  private static final long SECONDS_MAX = 60;

  private static final Duration LATE_MAX = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final Contender contender;
  private final URI metrics;
  private boolean profiledFirst;

  /**
   * Creates one that has played no round.
   *
   * @param metrics where the node keeps its profile
   */
  ProfiledContender(Contender contender, URI metrics) {
    this.contender = contender;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return contender.name();
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    contender.warmUp(effort);
  }

  /** In every second round the profile comes first: what is second is a little faster. */
  @Override
  public Round round(Effort effort) throws Exception {
    profiledFirst = !profiledFirst;
    Round first = profiledFirst ? profiled(effort) : contender.round(effort);
    Round second = profiledFirst ? contender.round(effort) : profiled(effort);
    Round profiled = profiledFirst ? first : second;
    Round without = profiledFirst ? second : first;
    var figures = new ArrayList<>(profiled.figures());
    figures.add(Figure.of(OF_UNPROFILED, "%", 100 * rate(profiled) / rate(without)));
    var violations = new ArrayList<>(first.violations());
    violations.addAll(second.violations());
    return new Round(figures, violations);
  }

  private static double rate(Round round) {
    return round.figures().stream()
        .filter(figure -> figure.name().equals(HttpContender.RATE))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Round profiled(Effort effort) throws Exception {
    long seconds = Math.min(SECONDS_MAX, effort.round().toSeconds() + QUIET_SECONDS);
    HttpRequest profile =
        HttpRequest.newBuilder(metrics.resolve("/debug/profile?seconds=" + seconds))
            .header("Authorization", "Bearer " + TOKEN)
            .timeout(LATE_MAX.plusSeconds(seconds))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var recording = http.sendAsync(profile, HttpResponse.BodyHandlers.ofByteArray());
      Round round = contender.round(effort);
      HttpResponse<byte[]> recorded = recording.get();
      if (recorded.statusCode() == OK && recorded.body().length > 0) return round;
      var violations = new ArrayList<>(round.violations());
      violations.add(new Violation(name(), "no profile, status " + recorded.statusCode()));
      return new Round(round.figures(), violations);
    }
  }
}
