package id.kuota.http.cli;

import id.kuota.persistence.lease.Fencing;
import id.kuota.persistence.lease.LeaseRecord;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLease;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The nodes of a cluster as a table for people.
 *
 * @param records of the starts of nodes, the oldest first
 */
record ClusterStatus(List<LeaseRecord> records, LeaseTimes times) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  ClusterStatus {
    records = List.copyOf(records);
  }

  /** Returns whether there are nodes, all of them are live, and each hears each other. */
  boolean isSound() {
    List<NodeLease> open = open();
    return !open.isEmpty()
        && open.stream().allMatch(lease -> lease.isLive(times))
        && open.stream().allMatch(lease -> heard(lease, open) == open.size());
  }

  /** Returns the table, a row for each start of a node; times are UTC. */
  List<String> lines() {
    List<NodeLease> open = open();
    var lines = new ArrayList<String>();
    lines.add(
        open.isEmpty()
            ? "no node runs"
            : "cluster %s, nodes: %d".formatted(open.getFirst().cluster(), open.size()));
    lines.add(row("node", "epoch", "version", "since", "state", ""));
    records.forEach(record -> lines.add(line(record, open)));
    return lines;
  }

  private String line(LeaseRecord record, List<NodeLease> open) {
    NodeLease lease = record.lease();
    return row(
        lease.address(),
        String.valueOf(lease.epoch()),
        lease.version(),
        TIME.format(record.since()),
        record.state(times).name().toLowerCase(Locale.ROOT),
        record
            .end()
            .map(ClusterStatus::words)
            .orElseGet(
                () ->
                    String.format(
                        Locale.ROOT,
                        "renewed %.1f s ago, hears %d of %d",
                        lease.age().toMillis() / 1e3,
                        heard(lease, open),
                        open.size())));
  }

  private static String words(Fencing end) {
    return "by %s: %s".formatted(end.by(), end.reason());
  }

  private static long heard(NodeLease lease, List<NodeLease> open) {
    return open.stream().filter(other -> lease.hears().contains(other.address())).count();
  }

  private List<NodeLease> open() {
    return records.stream()
        .filter(record -> record.end().isEmpty())
        .map(LeaseRecord::lease)
        .toList();
  }

  private static String row(
      String node, String epoch, String version, String since, String state, String more) {
    return "%-22s %6s  %-14s %-20s %-6s %s"
        .formatted(node, epoch, version, since, state, more)
        .stripTrailing();
  }
}
