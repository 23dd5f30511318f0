package id.kuota.http.observability;

import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard of Grafana.
 *
 * @param name part of its fixed uid and of its file's name
 * @param stats the row at the top: what a look of five seconds needs
 */
record Dashboard(String name, String title, List<Panel> stats, List<Row> rows) {

  /** Panels under a heading. */
  record Row(String title, List<Panel> panels) {

    Row(String title, Panel... panels) {
      this(title, List.of(panels));
    }
  }

  Dashboard {
    stats = List.copyOf(stats);
    rows = List.copyOf(rows);
  }

  String uid() {
    return "kuota-" + name;
  }

  Stream<Panel> panels() {
    return Stream.concat(stats.stream(), rows.stream().flatMap(row -> row.panels().stream()));
  }
}
