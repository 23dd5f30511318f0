package id.kuota.http.observability;

import static id.kuota.http.observability.Panel.graph;
import static id.kuota.http.observability.Panel.query;
import static id.kuota.http.observability.Panel.stat;
import static id.kuota.http.observability.Promql.max;
import static id.kuota.http.observability.Promql.mean;
import static id.kuota.http.observability.Promql.orZero;
import static id.kuota.http.observability.Promql.perSecond;
import static id.kuota.http.observability.Promql.quantile;
import static id.kuota.http.observability.Promql.sum;

import id.kuota.engine.telemetry.Metric;
import java.util.List;

/** Quotas and entities. */
final class EngineDashboard {

  private EngineDashboard() {}

  static Dashboard of() {
    return new Dashboard("engine", "Engine", stats(), List.of(quotas(), entities()));
  }

  private static List<Panel> stats() {
    return List.of(
        stat(
            "Holds granted",
            "Holds of quotas granted per second.",
            Panel.Unit.PER_SECOND,
            orZero(perSecond(Metric.HOLDS, "", "outcome=\"granted\""))),
        stat(
            "Batches in flight",
            "Batches sent to quotas and not answered. It grows when a quota or the journal is"
                + " late.",
            Panel.Unit.NONE,
            sum(Metric.QUOTA_BATCHES_IN_FLIGHT, "")),
        stat(
                "Units held past their deadline",
                "Usual: 0. More than that for two minutes: ExpiryBacklog.",
                Panel.Unit.NONE,
                max(Metric.HOLDS_OVERDUE, ""))
            .alarming(1),
        stat(
            "Entities in memory",
            "Orders, quotas, carts, sales, tickets and devices that are awake.",
            Panel.Unit.NONE,
            sum(Metric.ENTITIES, "")),
        stat(
            "Effects sent again",
            "Effects whose last try failed or was not answered, per second. Usual: none.",
            Panel.Unit.PER_SECOND,
            orZero(perSecond(Metric.EFFECT_RETRIES, ""))));
  }

  private static Dashboard.Row quotas() {
    return new Dashboard.Row(
        "Quotas",
        graph(
            "What became of holds",
            "granted less settled, released and expired are the open holds. refused: sold out, or a"
                + " limit.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.HOLDS, "outcome"), "{{outcome}}")),
        graph(
            "Requests in a batch",
            "A hot quota has large batches: one write of the journal grants many holds.",
            Panel.Unit.NONE,
            query(quantile(0.5, Metric.QUOTA_BATCH_SIZE, ""), "half"),
            query(quantile(0.95, Metric.QUOTA_BATCH_SIZE, ""), "95 of 100"),
            query(mean(Metric.QUOTA_BATCH_SIZE.exported(), ""), "mean")),
        graph(
            "Wait of a batch",
            "How long the oldest request of a batch waited for it to be sent. It is about the time"
                + " of one journal transaction.",
            Panel.Unit.SECONDS,
            query(quantile(0.5, Metric.QUOTA_BATCH_WAIT, ""), "half"),
            query(quantile(0.99, Metric.QUOTA_BATCH_WAIT, ""), "99 of 100")),
        graph(
            "Hold to settlement",
            "From the grant until the hold is sold: what buyers take to pay.",
            Panel.Unit.SECONDS,
            query(quantile(0.5, Metric.HOLD_TO_SETTLE, ""), "half"),
            query(quantile(0.95, Metric.HOLD_TO_SETTLE, ""), "95 of 100")));
  }

  private static Dashboard.Row entities() {
    return new Dashboard.Row(
        "Entities",
        graph(
            "Entities in memory",
            "Idle ones leave memory. Growth without an end is a leak, or a sale.",
            Panel.Unit.NONE,
            query(sum(Metric.ENTITIES, "entity"), "{{entity}}")),
        graph(
            "Recovery",
            "From an entity's start until its state is read from the journal, 99 of 100.",
            Panel.Unit.SECONDS,
            query(quantile(0.99, Metric.RECOVERY_TIME, "entity"), "{{entity}}")),
        graph(
            "Passivations",
            "Entities that leave memory per second, because they were idle.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.PASSIVATIONS, "entity"), "{{entity}}")),
        graph(
            "Events",
            "Events persisted per second: the write load by entity.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.EVENTS, "entity"), "{{entity}}")),
        graph(
            "Effects sent again",
            "Which effect of which entity is tried again: a gateway, a quota on a lost node.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.EFFECT_RETRIES, "entity, effect"), "{{entity}} {{effect}}")));
  }
}
