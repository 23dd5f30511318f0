package id.kuota.http.observability;

import static id.kuota.http.observability.Panel.graph;
import static id.kuota.http.observability.Panel.query;
import static id.kuota.http.observability.Panel.stat;
import static id.kuota.http.observability.Promql.at;
import static id.kuota.http.observability.Promql.countPerSecond;
import static id.kuota.http.observability.Promql.max;
import static id.kuota.http.observability.Promql.mean;
import static id.kuota.http.observability.Promql.orZero;
import static id.kuota.http.observability.Promql.perSecond;
import static id.kuota.http.observability.Promql.quantile;
import static id.kuota.http.observability.Promql.sum;

import id.kuota.engine.telemetry.Metric;
import java.util.List;

/** Journal, projections and database. */
final class JournalDashboard {

  private JournalDashboard() {}

  static Dashboard of() {
    return new Dashboard(
        "journal", "Journal", stats(), List.of(transactions(), projections(), database()));
  }

  private static List<Panel> stats() {
    return List.of(
        stat(
                "99 of 100 transactions within",
                "Each grant waits for one. The worst node; above 0.25 s for a minute: JournalSlow.",
                Panel.Unit.SECONDS,
                "max(kuota:journal_flush_seconds:p99_1m >= 0) or vector(0)")
            .alarming(0.1, 0.25),
        stat(
            "Transactions",
            "Transactions of the journal per second.",
            Panel.Unit.PER_SECOND,
            orZero(countPerSecond(Metric.FLUSH_TIME, ""))),
        stat(
                "Writes that wait",
                "Writes that wait for a transaction, of all nodes.",
                Panel.Unit.NONE,
                sum(Metric.JOURNAL_QUEUE, ""))
            .alarming(1_000, 10_000),
        stat(
                "Transactions that failed",
                "In the last five minutes. Usual: none.",
                Panel.Unit.NONE,
                orZero("sum(increase(" + at(Metric.JOURNAL_FAILURES.exported()) + "[5m]))"))
            .alarming(1),
        stat(
                "Projections behind by",
                "Age of the oldest event that a projection has not read. Above 30 s:"
                    + " ProjectionLag.",
                Panel.Unit.SECONDS,
                max(Metric.PROJECTION_LAG, ""))
            .alarming(5, 30));
  }

  private static Dashboard.Row transactions() {
    return new Dashboard.Row(
        "Transactions",
        graph(
                "Time of a transaction",
                "With its commit. Spikes every few minutes are checkpoints of PostgreSQL.",
                Panel.Unit.SECONDS,
                query(quantile(0.5, Metric.FLUSH_TIME, ""), "half"),
                query(quantile(0.99, Metric.FLUSH_TIME, "instance"), "{{instance}} 99 of 100"))
            .alarming(0.25),
        graph(
            "Events in a transaction",
            "More events in one transaction: more load at the price of fewer commits.",
            Panel.Unit.NONE,
            query(quantile(0.5, Metric.FLUSH_ROWS, ""), "half"),
            query(mean(Metric.FLUSH_ROWS.exported(), ""), "mean")),
        graph(
            "Wait of a write",
            "How long the oldest write of a transaction waited for it to begin.",
            Panel.Unit.SECONDS,
            query(quantile(0.99, Metric.JOURNAL_WAIT, ""), "99 of 100")),
        graph(
            "Writes that wait",
            "By node. One node alone: its connection; all: the database.",
            Panel.Unit.NONE,
            query(sum(Metric.JOURNAL_QUEUE, "instance"), "{{instance}}")),
        graph(
            "Refused and failed",
            "failed: the database did not answer; conflicts: two nodes had one entity for a moment;"
                + " fenced: a node whose epoch has ended.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.JOURNAL_FAILURES, ""), "failed"),
            query(perSecond(Metric.JOURNAL_CONFLICTS, ""), "conflicts"),
            query(perSecond(Metric.JOURNAL_FENCED, ""), "fenced")));
  }

  private static Dashboard.Row projections() {
    return new Dashboard.Row(
        "Projections",
        graph(
            "Behind by",
            "Reports and lists are as old as this; buying does not read them.",
            Panel.Unit.SECONDS,
            query(max(Metric.PROJECTION_LAG, "projection"), "{{projection}}")),
        graph(
            "Events read",
            "One node applies a projection at a time.",
            Panel.Unit.PER_SECOND,
            query(
                perSecond(Metric.PROJECTION_EVENTS, "projection, instance"),
                "{{projection}} {{instance}}")),
        graph(
                "Stopped",
                "1: the projection met an event that it cannot apply, and waits for a person.",
                Panel.Unit.NONE,
                query(
                    max(Metric.PROJECTION_STOPPED, "projection, instance"),
                    "{{projection}} {{instance}}"))
            .alarming(1));
  }

  private static Dashboard.Row database() {
    return new Dashboard.Row(
        "Database",
        graph(
            "Connections",
            "By pool and state. awaited above 0 for long: the pool is too small, or statements are"
                + " slow.",
            Panel.Unit.NONE,
            query(sum(Metric.DB_CONNECTIONS, "pool, state"), "{{pool}} {{state}}")),
        graph(
            "Connections are held for",
            "99 of 100.",
            Panel.Unit.SECONDS,
            query(quantile(0.99, Metric.DB_HELD, "pool"), "{{pool}}")),
        graph(
            "Slow transactions",
            "Transactions that took over a second, per second.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.DB_SLOW, "pool"), "{{pool}}")),
        graph(
            "WAL archive",
            "Segments archived and failed, by the exporter of PostgreSQL.",
            Panel.Unit.PER_SECOND,
            query("sum(rate(pg_stat_archiver_archived_count[5m]))", "archived"),
            query("sum(rate(pg_stat_archiver_failed_count[5m]))", "failed")),
        graph(
            "Disk",
            "Free share of the disks of the database's machine, by the node exporter.",
            Panel.Unit.SHARE,
            query(
                "node_filesystem_avail_bytes{fstype!~\"tmpfs|overlay|squashfs\"} /"
                    + " node_filesystem_size_bytes",
                "{{instance}} {{mountpoint}}")));
  }
}
