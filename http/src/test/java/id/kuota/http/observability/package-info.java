/**
 * Proves deploy/observability: the dashboards are made here ({@link
 * id.kuota.http.observability.Dashboards} to JSON), rules and routes are tested with promtool and
 * amtool, every query is executed by a real Prometheus on a real node, every metric is used, and
 * every alert has a runbook.
 */
@NullMarked
package id.kuota.http.observability;

import org.jspecify.annotations.NullMarked;
