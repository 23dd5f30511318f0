package id.kuota.http.telemetry;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kamon.Kamon;

/** The series of this process and their values, as Prometheus reads them at one moment. */
final class Scraped {

  private static final String TICKS = "test_ticks";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Pattern LINE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? ([^ ]+)");

  private final Map<String, Double> series = new TreeMap<>();

  private Scraped(String text) {
    for (String line : text.split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) continue;
      String labels = matcher.group(2) == null ? "" : matcher.group(2);
      series.put(matcher.group(1) + "{" + sorted(labels) + "}", Double.valueOf(matcher.group(3)));
    }
  }

  /** Returns the series with all that was reported until now; waits for the next tick. */
  static Scraped now() {
    int number = NUMBER.incrementAndGet();
    Kamon.counter(TICKS).withoutTags().increment();
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> new Scraped(Scrape.ofProcess().text()),
            scraped -> scraped.series.getOrDefault(TICKS + "_total{}", 0.0) >= number);
  }

  /**
   * Returns the value of a series.
   *
   * @param labels as in the text, in the order of their names
   * @throws AssertionError if there is no such series
   */
  double value(String name, String labels) {
    Double value = series.get(name + "{" + labels + "}");
    if (value == null) {
      throw new AssertionError("no series " + name + "{" + labels + "} in\n" + series.keySet());
    }
    return value;
  }

  /** Returns the value of a series; 0 while it is not there. */
  double count(String name, String labels) {
    return series.getOrDefault(name + "{" + labels + "}", 0.0);
  }

  private static String sorted(String labels) {
    String[] all = labels.isEmpty() ? new String[0] : labels.split(",", -1);
    Arrays.sort(all);
    return String.join(",", all);
  }
}
