/**
 * Prometheus and Alertmanager beside the nodes of this machine: {@code kuota observe} writes their
 * configuration ({@link id.kuota.http.cli.observe.MonitoringFiles}), starts them and ends them
 * ({@link id.kuota.http.cli.observe.LocalMonitoring}). {@code DashboardQueriesIT} runs them on a
 * real node.
 */
@NullMarked
package id.kuota.http.cli.observe;

import org.jspecify.annotations.NullMarked;
