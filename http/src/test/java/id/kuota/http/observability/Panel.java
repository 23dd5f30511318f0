package id.kuota.http.observability;

import java.util.List;

/**
 * A panel of a dashboard.
 *
 * @param reading how to read it: what is usual, and what to look at when it is not
 * @param steps from which value on it is amber or red; empty: it has no good or bad
 */
record Panel(
    Form form, String title, String reading, Unit unit, List<Query> queries, List<Step> steps) {

  /** How a panel shows its values. */
  enum Form {
    /** The latest value, large. */
    STAT,
    /** Values over time. */
    GRAPH
  }

  /** What values are in, by Grafana's name. */
  enum Unit {
    NONE("short"),
    SECONDS("s"),
    BYTES("bytes"),
    PER_SECOND("ops"),
    BYTES_PER_SECOND("Bps"),
    SHARE("percentunit"),
    PERCENT("percent");

    private final String grafana;

    Unit(String grafana) {
      this.grafana = grafana;
    }

    String grafana() {
      return grafana;
    }
  }

  /**
   * A query and how its series are named.
   *
   * @param legend with labels in double braces, as Grafana has them
   */
  record Query(String expression, String legend) {}

  /** From this value on the panel has this colour. */
  record Step(double from, String colour) {}

  Panel {
    queries = List.copyOf(queries);
    steps = List.copyOf(steps);
  }

  static Panel stat(String title, String reading, Unit unit, String expression) {
    return new Panel(
        Form.STAT, title, reading, unit, List.of(new Query(expression, title)), List.of());
  }

  static Panel graph(String title, String reading, Unit unit, Query... queries) {
    return new Panel(Form.GRAPH, title, reading, unit, List.of(queries), List.of());
  }

  static Query query(String expression, String legend) {
    return new Query(expression, legend);
  }

  /** Returns the panel in amber and red from these values on. */
  Panel alarming(double amber, double red) {
    return new Panel(
        form,
        title,
        reading,
        unit,
        queries,
        List.of(new Step(amber, "orange"), new Step(red, "red")));
  }

  /** Returns the panel in red from this value on. */
  Panel alarming(double red) {
    return new Panel(form, title, reading, unit, queries, List.of(new Step(red, "red")));
  }
}
