package id.kuota.http.observability;

import id.kuota.engine.telemetry.Metric;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the queries of the dashboards, and finds the metrics that a query names. */
final class Promql {

  /** The nodes that are chosen at the top of a dashboard. */
  private static final String CHOSEN = "instance=~\"$node\"";

  private static final Pattern NOT_NAMES =
      Pattern.compile(
          "\"(?:\\\\.|[^\"\\\\])*\"|\\[[^\\]]*]"
              + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
  private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_][a-zA-Z0-9_:]*");
  private static final Pattern CALL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*\\s*(?=\\()");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "offset", "bool", "by", "without", "inf", "nan", "e");

  private Promql() {}

  /** Returns a metric's series at the chosen nodes; matchers as in a query. */
  static String at(String metric, String... matchers) {
    return metric
        + "{"
        + String.join(",", matchers)
        + (matchers.length > 0 ? "," : "")
        + CHOSEN
        + "}";
  }

  /** Returns how much a counter grows in a second, by these labels. */
  static String perSecond(Metric counter, String by, String... matchers) {
    return "sum" + by(by) + " (rate(" + at(counter.exported(), matchers) + "[$__rate_interval]))";
  }

  /** Returns how many values a histogram takes in a second, by these labels. */
  static String countPerSecond(Metric histogram, String by) {
    return "sum"
        + by(by)
        + " (rate("
        + at(histogram.exported() + "_count")
        + "[$__rate_interval]))";
  }

  /** Returns a quantile of a histogram, by these labels. */
  static String quantile(double quantile, Metric histogram, String by, String... matchers) {
    String labels = by.isEmpty() ? "le" : by + ", le";
    return String.format(
        Locale.ROOT,
        "histogram_quantile(%s, sum by (%s) (rate(%s[$__rate_interval])))",
        quantile,
        labels,
        at(histogram.exported() + "_bucket", matchers));
  }

  /** Returns the mean of a histogram's values. */
  static String mean(String histogram, String by, String... matchers) {
    return "sum%s (rate(%s[$__rate_interval])) / sum%s (rate(%s[$__rate_interval]))"
        .formatted(
            by(by), at(histogram + "_sum", matchers), by(by), at(histogram + "_count", matchers));
  }

  /** Returns the sum of a gauge over the nodes, by these labels. */
  static String sum(Metric gauge, String by, String... matchers) {
    return "sum" + by(by) + " (" + at(gauge.exported(), matchers) + ")";
  }

  /** Returns the greatest value of a gauge, by these labels: of one that each node reports. */
  static String max(Metric gauge, String by, String... matchers) {
    return "max" + by(by) + " (" + at(gauge.exported(), matchers) + ")";
  }

  /** Returns the query, with 0 for a counter that appears with what it counts. */
  static String orZero(String query) {
    return query + " or vector(0)";
  }

  private static String by(String labels) {
    return labels.isEmpty() ? "" : " by (" + labels + ")";
  }

  /** Returns the names of the metrics and of the recorded series that a query reads. */
  static Set<String> metrics(String query) {
    String rest = NOT_NAMES.matcher(query).replaceAll(" ");
    rest = MATCHERS.matcher(rest).replaceAll(" ");
    rest = CALL.matcher(rest).replaceAll(" ");
    var found = new TreeSet<String>();
    Matcher names = NAME.matcher(rest);
    while (names.find()) {
      if (!WORDS.contains(names.group().toLowerCase(Locale.ROOT))) found.add(names.group());
    }
    return found;
  }
}
