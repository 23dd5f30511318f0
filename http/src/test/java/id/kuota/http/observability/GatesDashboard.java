package id.kuota.http.observability;

import static id.kuota.http.observability.Panel.graph;
import static id.kuota.http.observability.Panel.query;
import static id.kuota.http.observability.Panel.stat;
import static id.kuota.http.observability.Promql.max;
import static id.kuota.http.observability.Promql.orZero;
import static id.kuota.http.observability.Promql.perSecond;
import static id.kuota.http.observability.Promql.quantile;

import id.kuota.engine.telemetry.Metric;
import java.util.List;

/** People, scans and devices at the gates. */
final class GatesDashboard {

  private static final String SCANNING = "route=\"/v1/gates/{gate}/redeem\"";

  private GatesDashboard() {}

  static Dashboard of() {
    return new Dashboard("gates", "Gates", stats(), List.of(scans(), devices()));
  }

  private static List<Panel> stats() {
    return List.of(
        stat(
            "People inside",
            "By tickets whose last passage is an entry; without scans that devices have not"
                + " uploaded.",
            Panel.Unit.NONE,
            max(Metric.INSIDE, "")),
        stat(
            "Scans",
            "Scans per second, admitted or refused.",
            Panel.Unit.PER_SECOND,
            orZero(perSecond(Metric.SCANS, ""))),
        stat(
                "Refused",
                "Share of the scans of five minutes that were refused. Above 20 %: GateRefusals.",
                Panel.Unit.SHARE,
                orZero("kuota:gate_refusals:ratio5m >= 0"))
            .alarming(0.1, 0.2),
        stat(
                "Silent devices",
                "Devices that were heard of within the hour and not for two minutes: without a"
                    + " network, or without a battery.",
                Panel.Unit.NONE,
                max(Metric.DEVICES_SILENT, ""))
            .alarming(1));
  }

  private static Dashboard.Row scans() {
    return new Dashboard.Row(
        "Scans",
        graph(
            "Scans by result",
            "entered and departed are passages; the others are reasons of refusals. Many"
                + " already_redeemed: copied tickets, or a list that should let people in again.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.SCANS, "outcome"), "{{outcome}}")),
        graph(
            "Scans by list",
            "The entry lists of the sale; further ones than the first ten count as other.",
            Panel.Unit.PER_SECOND,
            query(perSecond(Metric.SCANS, "list"), "{{list}}")),
        graph(
            "Time of a scan",
            "A person stands at the gate meanwhile: half a second is slow.",
            Panel.Unit.SECONDS,
            query(quantile(0.5, Metric.HTTP_REQUEST_TIME, "", SCANNING), "half"),
            query(quantile(0.99, Metric.HTTP_REQUEST_TIME, "", SCANNING), "99 of 100")));
  }

  private static Dashboard.Row devices() {
    return new Dashboard.Row(
        "Devices",
        graph(
            "People inside",
            "It rises when doors open and falls at the end. A step down is an upload of exits.",
            Panel.Unit.NONE,
            query(max(Metric.INSIDE, ""), "inside")),
        graph(
            "Silent devices",
            "All at once: the network of the venue. One: a phone.",
            Panel.Unit.NONE,
            query(max(Metric.DEVICES_SILENT, ""), "devices")));
  }
}
