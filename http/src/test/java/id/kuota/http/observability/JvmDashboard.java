package id.kuota.http.observability;

import static id.kuota.http.observability.Panel.graph;
import static id.kuota.http.observability.Panel.query;
import static id.kuota.http.observability.Panel.stat;
import static id.kuota.http.observability.Promql.at;
import static id.kuota.http.observability.Promql.mean;

import java.util.List;

/** Memory, collector and processor of the nodes. */
final class JvmDashboard {

  private JvmDashboard() {}

  static Dashboard of() {
    return new Dashboard("jvm", "JVM", stats(), List.of(memory(), collectorAndProcessor()));
  }

  private static List<Panel> stats() {
    return List.of(
        stat(
                "Processor",
                "Mean use of the machine's processors by the busiest node.",
                Panel.Unit.PERCENT,
                "max(" + mean("process_cpu_usage", "instance", "mode=\"combined\"") + ")")
            .alarming(80, 95),
        stat(
                "Heap used",
                "Mean of the node with the fullest heap, as a share of its maximum. It swings with"
                    + " the collector.",
                Panel.Unit.SHARE,
                "max("
                    + mean("jvm_memory_used_bytes", "instance", "region=\"heap\"")
                    + " / max by (instance) ("
                    + at("jvm_memory_max_bytes", "region=\"heap\"")
                    + "))")
            .alarming(0.8, 0.95),
        stat(
                "Time in the collector",
                "Seconds per second, the worst node. Above 5 % buyers notice.",
                Panel.Unit.SHARE,
                "max(sum by (instance) (rate("
                    + at("jvm_gc_seconds_sum")
                    + "[$__rate_interval]))) or vector(0)")
            .alarming(0.05, 0.2),
        stat(
            "Threads",
            "Threads of all nodes. A number that grows is a leak.",
            Panel.Unit.NONE,
            "sum(" + at("jvm_threads_total") + ")"),
        stat(
                "File descriptors",
                "Used share of the node with the most: each connection takes one.",
                Panel.Unit.SHARE,
                "max("
                    + at("process_ulimit_file_descriptors_used")
                    + " / "
                    + at("process_ulimit_file_descriptors_max")
                    + ")")
            .alarming(0.7, 0.9));
  }

  private static Dashboard.Row memory() {
    return new Dashboard.Row(
        "Memory",
        graph(
            "Heap",
            "Used (mean) and committed, by node. A floor that rises from collection to collection"
                + " is a leak.",
            Panel.Unit.BYTES,
            query(
                mean("jvm_memory_used_bytes", "instance", "region=\"heap\""), "{{instance}} used"),
            query(
                "max by (instance) (" + at("jvm_memory_committed_bytes", "region=\"heap\"") + ")",
                "{{instance}} committed")),
        graph(
            "Allocation",
            "Bytes allocated per second: follows the load.",
            Panel.Unit.BYTES_PER_SECOND,
            query(
                "sum by (instance) (rate("
                    + at("jvm_memory_allocation_bytes_total")
                    + "[$__rate_interval]))",
                "{{instance}}")),
        graph(
            "Memory outside of the heap",
            "Buffers of connections, by kind.",
            Panel.Unit.BYTES,
            query("sum by (pool) (" + at("jvm_memory_buffer_pool_used_bytes") + ")", "{{pool}}")));
  }

  private static Dashboard.Row collectorAndProcessor() {
    return new Dashboard.Row(
        "Collector and processor",
        graph(
            "Collections",
            "Collections per second, by collector.",
            Panel.Unit.PER_SECOND,
            query(
                "sum by (collector) (rate(" + at("jvm_gc_seconds_count") + "[$__rate_interval]))",
                "{{collector}}")),
        graph(
            "Processor by mode",
            "user is work, system is the kernel: network and disk.",
            Panel.Unit.PERCENT,
            query(mean("process_cpu_usage", "instance, mode"), "{{instance}} {{mode}}")),
        graph(
            "Hiccups",
            "How late a thread wakes that sleeps for a moment, 99 of 100: pauses of collector,"
                + " kernel or machine.",
            Panel.Unit.SECONDS,
            query(
                "histogram_quantile(0.99, sum by (instance, le) (rate("
                    + at("process_hiccups_seconds_bucket")
                    + "[$__rate_interval])))",
                "{{instance}}")),
        graph(
            "Threads by state",
            "Many blocked: a lock; many runnable: too few processors.",
            Panel.Unit.NONE,
            query("sum by (state) (" + at("jvm_threads_states") + ")", "{{state}}")));
  }
}
