package id.kuota.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of metrics says what is in their list; with {@code -Dkuota.update=true} it is written.
 */
final class MetricsPageTest {

  private static final String UPDATE =
      "mvn test -pl http -am -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dkuota.update=true";

  /**
   * A part of the list.
   *
   * @param first its first metric; it ends where the next section begins
   * @param look what an operator looks at
   */
  private record Section(String title, Metric first, String look) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "HTTP",
              Metric.HTTP_REQUESTS,
              "The rate by route and status class; the 95th percentile of `POST /v1/orders`. Refusals"
                  + " are answers too: `sold_out` is business, `overloaded` and `outcome_unknown` are not."),
          new Section(
              "Admission",
              Metric.ADMISSION_IN_FLIGHT,
              "In flight near the limit, and refused above 0: the node is full. A limit that falls"
                  + " means that its answers are late. Turns wait only while tickets are scanned."),
          new Section(
              "Quotas and orders",
              Metric.QUOTA_BATCH_SIZE,
              "`kuota_orders_failed_total`: each one is a buyer without an answer. `kuota_oversold_units`"
                  + " is 0, always. Overdue holds that grow: orders do not learn from the gateway what"
                  + " became of their payments, or no node wakes them."),
          new Section(
              "Money",
              Metric.MONEY_PAYMENTS,
              "The volume per minute beside the orders paid; a fall at an even number of placed orders"
                  + " is a payment problem."),
          new Section(
              "Payments",
              Metric.PAYMENT_CALLS,
              "`answered` and `refused` are the gateway's word; `timed_out`, `failed` and `unknown` are its"
                  + " trouble; `not_asked` follows when a breaker is open. A notification should be recorded"
                  + " within a second or two. Refunds owed for more than a day need a person."),
          new Section(
              "Gates",
              Metric.SCANS,
              "Outcomes: `entered` and `departed`; `uploaded` and `conflict` were scanned without a network,"
                  + " `upload_refused` too; every other one is the reason of a refusal. Many"
                  + " `already_redeemed` on one list: a ticket is passed back, or a gate scans twice."),
          new Section(
              "Entities",
              Metric.ENTITIES,
              "Recovery times that grow mean a slow database; retries of effects that go on mean that the"
                  + " other side does not answer."),
          new Section(
              "Journal",
              Metric.FLUSH_TIME,
              "The 99th percentile of the flush is what every order waits for. A queue that stays above 0:"
                  + " the database is the bottleneck. Conflicts and fenced writes are 0, except when a node was"
                  + " lost."),
          new Section(
              "Projections",
              Metric.PROJECTION_LAG,
              "Lag is the age of reports, lists and of the figures that every node reports alike. A stopped"
                  + " projection needs a person: its log line says why."),
          new Section(
              "Cluster",
              Metric.LEASE_EPOCH,
              "`up` equals the number of nodes, `unreachable` is 0. A lease with less than a second left: the"
                  + " database or the node pauses. Shards are spread evenly. A take-over is timed when a"
                  + " request for one of the shards comes within a minute."),
          new Section(
              "Database",
              Metric.DB_CONNECTIONS,
              "Awaited connections above 0 for long: the pool is too small or statements are slow."),
          new Section(
              "Program",
              Metric.BUILD,
              "Two versions at the same time: an update is under way. An error in the log is a fault of the"
                  + " program: find its line."));

  @Test
  void thePageOfMetricsIsUpToDate() throws IOException {
    Path file = root().resolve("docs/reference/metrics.md");
    String page = page();
    if (Boolean.getBoolean("kuota.update")) Files.writeString(file, page);
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("docs/reference/metrics.md no longer says what the list does; run %s", UPDATE)
        .isEqualTo(page);
  }

  @Test
  void everyMetricIsInASectionAndNoReservedNameIsTaken() {
    var listed = EnumSet.noneOf(Metric.class);
    SECTIONS.forEach(section -> listed.addAll(metrics(section)));
    assertThat(listed).isEqualTo(EnumSet.allOf(Metric.class));
    assertThat(Metric.values())
        .extracting(Metric::exported)
        .noneMatch(
            name ->
                name.equals("kuota_orders_held_total")
                    || name.startsWith("kuota_routing_")
                    || name.startsWith("kuota_erp_"));
  }

  private static String page() {
    var page = new StringBuilder("<!-- Generated from the list. To update: " + UPDATE + " -->\n\n");
    page.append(
        """
        # Metrics

        What a node answers to `GET :9095/metrics` ([how to scrape it](../operating.md#metrics)). Names follow the conventions of Prometheus. Every node reports
        what it does itself; sum over nodes, except where a metric says that each node reports the same: there take the maximum. After a restart a counter
        begins at 0, and a labelled series begins with its first event.
        """);
    for (Section section : SECTIONS) {
      page.append("\n## ").append(section.title()).append("\n\n");
      page.append("| Metric | Kind | Labels | What it is |\n|---|---|---|---|\n");
      metrics(section).forEach(metric -> page.append(row(metric)));
      page.append("\nLook at: ").append(section.look()).append('\n');
    }
    page.append("\n## Buckets\n\n");
    page.append("Upper bounds of the histograms, in seconds or in what the name says.\n\n");
    page.append("| Metrics | Buckets |\n|---|---|\n");
    buckets()
        .forEach(bounds -> page.append("| %s | %s |\n".formatted(with(bounds), numbers(bounds))));
    page.append(
        """

        ## Beside these
        Kamon reports the JVM's memory, garbage collections and threads (`jvm_*`) and the process (`process_*`). With its agent, actors, dispatchers, remoting
        and JDBC come beside them (`pekko_*`, `executor_*`, `jdbc_*`); nothing above needs it.

        ## Reserved names
        These do not exist yet. No other metric may take their names.

        | Name | For |
        |---|---|
        | `kuota_orders_held_total` | orders held because a customer's credit does not cover them |
        | `kuota_routing_...` | which stock or venue an order is routed to, and how long that takes |
        | `kuota_erp_...` | the queue to an ERP: what waits, what failed, and its age |
        """);
    return page.toString();
  }

  private static List<Metric> metrics(Section section) {
    List<Metric> all = List.of(Metric.values());
    int next = SECTIONS.indexOf(section) + 1;
    int end = next < SECTIONS.size() ? all.indexOf(SECTIONS.get(next).first()) : all.size();
    return all.subList(all.indexOf(section.first()), end);
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            metric.exported(),
            metric.kind().name().toLowerCase(Locale.ROOT),
            labels,
            metric.help());
  }

  private static List<List<? extends Number>> buckets() {
    return histograms().stream().<List<? extends Number>>map(Scrape::buckets).distinct().toList();
  }

  private static String with(List<? extends Number> bounds) {
    var names = new ArrayList<String>();
    histograms().stream()
        .filter(metric -> Scrape.buckets(metric).equals(bounds))
        .forEach(metric -> names.add("`" + metric.exported() + "`"));
    return String.join(", ", names);
  }

  private static List<Metric> histograms() {
    return EnumSet.allOf(Metric.class).stream()
        .filter(metric -> metric.kind() == Metric.Kind.HISTOGRAM)
        .toList();
  }

  private static String numbers(List<? extends Number> bounds) {
    return bounds.stream()
        .map(bound -> String.valueOf(bound).replaceFirst("\\.0$", ""))
        .collect(Collectors.joining(", "));
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) return at;
    }
    throw new IllegalStateException("the checkout begins where the folder .mvn is; none is above");
  }
}
