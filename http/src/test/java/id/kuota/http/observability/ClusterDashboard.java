package id.kuota.http.observability;

import static id.kuota.http.observability.Panel.graph;
import static id.kuota.http.observability.Panel.query;
import static id.kuota.http.observability.Panel.stat;
import static id.kuota.http.observability.Promql.at;
import static id.kuota.http.observability.Promql.max;
import static id.kuota.http.observability.Promql.orZero;
import static id.kuota.http.observability.Promql.perSecond;
import static id.kuota.http.observability.Promql.quantile;
import static id.kuota.http.observability.Promql.sum;

import id.kuota.engine.telemetry.Metric;
import java.util.List;

/** Members, leases, shards and the balancer. */
final class ClusterDashboard {

  private ClusterDashboard() {}

  static Dashboard of() {
    return new Dashboard(
        "cluster", "Cluster", stats(), List.of(members(), leases(), shards(), balancer()));
  }

  private static List<Panel> stats() {
    return List.of(
        stat(
            "Nodes that answer",
            "Nodes whose metrics Prometheus reads.",
            Panel.Unit.NONE,
            "sum(up{job=\"kuota\"})"),
        stat(
                "Members not heard",
                "As the node that misses most sees it. Usual: 0.",
                Panel.Unit.NONE,
                orZero(max(Metric.MEMBERS, "", "status=\"unreachable\"")))
            .alarming(1),
        stat(
            "Shortest lease",
            "How long the node with the shortest lease may answer without a renewal. At 0 it"
                + " answers 503.",
            Panel.Unit.SECONDS,
            "min(" + at(Metric.LEASE_REMAINING.exported()) + ")"),
        stat(
            "Shards moved",
            "Shards that started on a node in the last five minutes.",
            Panel.Unit.NONE,
            orZero("sum(increase(" + at(Metric.SHARDS_MOVED.exported()) + "[5m]))")),
        stat(
                "Warnings and errors",
                "Lines of the log per second. Usual: none.",
                Panel.Unit.PER_SECOND,
                orZero(perSecond(Metric.LOG_EVENTS, "")))
            .alarming(0.1, 1));
  }

  private static Dashboard.Row members() {
    return new Dashboard.Row(
        "Members",
        graph(
            "Members by status",
            "All nodes should see as many up as there are.",
            Panel.Unit.NONE,
            query(max(Metric.MEMBERS, "status"), "{{status}}")),
        graph(
            "Versions",
            "Nodes by version: two during a rolling update, then one.",
            Panel.Unit.NONE,
            query("count by (version) (" + at(Metric.BUILD.exported()) + ")", "{{version}}")),
        graph(
            "Lines of the log",
            "WARN and ERROR by node.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.LOG_EVENTS, "level, instance"), "{{level}} {{instance}}")),
        graph(
            "Spans of traces",
            "Sent, dropped by a full queue, and failed: not taken by the collector. Nothing without"
                + " a collector.",
            Panel.Unit.PER_SECOND,
            query(orZero(perSecond(Metric.TRACE_SPANS, "outcome")), "{{outcome}}")));
  }

  private static Dashboard.Row leases() {
    return new Dashboard.Row(
        "Leases",
        graph(
            "Time left",
            "By node. It falls to 0 while the database does not answer.",
            Panel.Unit.SECONDS,
            query(
                "min by (instance) (" + at(Metric.LEASE_REMAINING.exported()) + ")",
                "{{instance}}")),
        graph(
            "Renewals",
            "failed: the database did not answer in time.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.LEASE_RENEWALS, "outcome"), "{{outcome}}")),
        graph(
            "Epochs",
            "A node that starts again has a higher epoch: a step is a restart.",
            Panel.Unit.NONE,
            query(max(Metric.LEASE_EPOCH, "instance"), "{{instance}}")));
  }

  private static Dashboard.Row shards() {
    return new Dashboard.Row(
        "Shards",
        graph(
            "Shards by node",
            "Nodes have about equal shares, some seconds after one has joined.",
            Panel.Unit.NONE,
            query(sum(Metric.SHARDS, "instance"), "{{instance}}")),
        graph(
            "Shards moved",
            "By entity: a node joins, leaves or is lost.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.SHARDS_MOVED, "entity"), "{{entity}}")),
        graph(
            "Take-over",
            "How long the shards of a node were without one, by cause: it left in order, or was"
                + " lost.",
            Panel.Unit.SECONDS,
            query(quantile(0.95, Metric.TAKEOVER_TIME, "cause"), "{{cause}} 95 of 100")));
  }

  private static Dashboard.Row balancer() {
    return new Dashboard.Row(
        "Balancer",
        graph(
            "Servers that take requests",
            "By backend, as HAProxy sees /ready.",
            Panel.Unit.NONE,
            query("sum by (proxy) (haproxy_backend_active_servers)", "{{proxy}}")),
        graph(
            "Answers of the balancer",
            "By class. 5xx here and none at the nodes: the balancer reaches no node.",
            Panel.Unit.PER_SECOND,
            query(
                "sum by (code) (rate(haproxy_backend_http_responses_total[$__rate_interval]))",
                "{{code}}")));
  }
}
