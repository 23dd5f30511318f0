/**
 * What operators see of a node while it runs: its metrics in Kamon and the address where Prometheus
 * reads them, the traces that go to a collector, and the latest requests that took long or failed.
 */
@NullMarked
package id.kuota.http.telemetry;

import org.jspecify.annotations.NullMarked;
