package id.kuota.http.observability;

import java.util.Set;

/** Metrics that dashboards and alerts read, and that Kuota's list does not have. */
final class ExporterMetrics {

  static final Set<String> KNOWN =
      Set.of(
          // Prometheus itself.
          "up",
          "ALERTS",
          // Kamon's, of the JVM and its process.
          "jvm_memory_used_bytes",
          "jvm_memory_max_bytes",
          "jvm_memory_committed_bytes",
          "jvm_memory_allocation_bytes_total",
          "jvm_memory_buffer_pool_used_bytes",
          "jvm_gc_seconds",
          "jvm_threads_total",
          "jvm_threads_states",
          "process_cpu_usage",
          "process_hiccups_seconds",
          "process_ulimit_file_descriptors_used",
          "process_ulimit_file_descriptors_max",
          // HAProxy's own exporter (haproxy.cfg).
          "haproxy_backend_active_servers",
          "haproxy_backend_http_responses_total",
          // prometheus-node-exporter.
          "node_filesystem_avail_bytes",
          "node_filesystem_size_bytes",
          // prometheus-postgres-exporter.
          "pg_stat_archiver_archived_count",
          "pg_stat_archiver_failed_count",
          // Textfiles that prometheus-node-exporter reads: of ./kuota reconcile --textfile, and of
          // the backup.
          "kuota_reconcile_differences",
          "kuota_reconcile_timestamp_seconds",
          "kuota_backup_last_success_timestamp_seconds");

  private ExporterMetrics() {}
}
