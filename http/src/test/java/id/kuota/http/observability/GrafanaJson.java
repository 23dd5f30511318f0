package id.kuota.http.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a dashboard in Grafana's form (schema 38, of Grafana 10; later ones read it). */
final class GrafanaJson {

  private static final int WIDTH = 24;
  private static final int STAT_HEIGHT = 4;
  private static final int GRAPH_HEIGHT = 8;
  private static final int GRAPHS_BESIDE = 3;
  private static final Map<String, String> SOURCE =
      new TreeMap<>(Map.of("type", "prometheus", "uid", "${datasource}"));
  private static final JsonMapper MAPPER = new JsonMapper();

  private final List<Map<String, Object>> panels = new ArrayList<>();
  private int top;

  private GrafanaJson() {}

  /** Returns the dashboard as text that differs only where the dashboard does. */
  static String of(Dashboard dashboard) {
    var lines = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return MAPPER.writer(printer).writeValueAsString(new GrafanaJson().json(dashboard)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and lists are always JSON", e);
    }
  }

  private Map<String, Object> json(Dashboard dashboard) {
    beside(dashboard.stats(), dashboard.stats().size(), STAT_HEIGHT);
    for (Dashboard.Row row : dashboard.rows()) {
      panels.add(
          sorted(
              "id",
              panels.size() + 1,
              "type",
              "row",
              "title",
              row.title(),
              "collapsed",
              false,
              "panels",
              List.of(),
              "gridPos",
              sorted("x", 0, "y", top++, "w", WIDTH, "h", 1)));
      beside(row.panels(), Math.min(GRAPHS_BESIDE, row.panels().size()), GRAPH_HEIGHT);
    }
    var json = new TreeMap<String, Object>();
    json.put("id", null);
    json.put("uid", dashboard.uid());
    json.put("title", "Kuota: " + dashboard.title());
    json.put("tags", List.of("kuota"));
    json.put("schemaVersion", 38);
    json.put("editable", false);
    json.put("refresh", "10s");
    json.put("timezone", "browser");
    json.put("time", sorted("from", "now-1h", "to", "now"));
    json.put("templating", sorted("list", List.of(sources(), nodes())));
    json.put("annotations", sorted("list", List.of(alerts())));
    json.put("links", List.of(others()));
    json.put("panels", panels);
    return json;
  }

  /** Places panels beside each other, so many in a line. */
  private void beside(List<Panel> row, int inLine, int height) {
    int width = WIDTH / inLine;
    for (int i = 0; i < row.size(); i++) {
      int x = i % inLine * width;
      boolean lastInLine = i % inLine == inLine - 1 || i == row.size() - 1;
      panels.add(panel(row.get(i), x, width, height));
      if (lastInLine) top += height;
    }
  }

  private Map<String, Object> panel(Panel panel, int x, int width, int height) {
    var targets = new ArrayList<Map<String, Object>>();
    for (Panel.Query query : panel.queries()) {
      targets.add(
          sorted(
              "refId",
              String.valueOf((char) ('A' + targets.size())),
              "expr",
              query.expression(),
              "legendFormat",
              query.legend(),
              "datasource",
              SOURCE,
              "instant",
              false,
              "range",
              true));
    }
    return sorted(
        "id",
        panels.size() + 1,
        "type",
        switch (panel.form()) {
          case STAT -> "stat";
          case GRAPH -> "timeseries";
        },
        "title",
        panel.title(),
        "description",
        panel.reading(),
        "datasource",
        SOURCE,
        "gridPos",
        sorted("x", x, "y", top, "w", width, "h", height),
        "targets",
        targets,
        "fieldConfig",
        sorted("defaults", defaults(panel), "overrides", List.of()),
        "options",
        options(panel.form()));
  }

  private static Map<String, Object> defaults(Panel panel) {
    var steps = new ArrayList<Map<String, Object>>();
    var good = new TreeMap<String, Object>();
    good.put("color", panel.steps().isEmpty() ? "blue" : "green");
    good.put("value", null);
    steps.add(good);
    panel.steps().forEach(step -> steps.add(sorted("color", step.colour(), "value", step.from())));
    Map<String, Object> defaults =
        sorted(
            "unit", panel.unit().grafana(),
            "min", 0,
            "thresholds", sorted("mode", "absolute", "steps", steps));
    switch (panel.form()) {
      case STAT -> defaults.put("color", sorted("mode", "thresholds"));
      case GRAPH -> {
        defaults.put("color", sorted("mode", "palette-classic"));
        defaults.put(
            "custom",
            sorted(
                "drawStyle",
                "line",
                "fillOpacity",
                10,
                "showPoints",
                "never",
                "thresholdsStyle",
                sorted("mode", panel.steps().isEmpty() ? "off" : "line")));
      }
    }
    return defaults;
  }

  private static Map<String, Object> options(Panel.Form form) {
    return switch (form) {
      case STAT ->
          sorted(
              "colorMode", "value",
              "graphMode", "area",
              "textMode", "value",
              "reduceOptions", sorted("calcs", List.of("lastNotNull"), "values", false));
      case GRAPH ->
          sorted(
              "legend",
                  sorted(
                      "displayMode",
                      "table",
                      "placement",
                      "bottom",
                      "showLegend",
                      true,
                      "calcs",
                      List.of("lastNotNull", "max")),
              "tooltip", sorted("mode", "multi", "sort", "desc"));
    };
  }

  private static Map<String, Object> sources() {
    return sorted(
        "name", "datasource", "label", "Prometheus", "type", "datasource", "query", "prometheus");
  }

  private static Map<String, Object> nodes() {
    String query = "label_values(up{job=\"kuota\"}, instance)";
    return sorted(
        "name",
        "node",
        "label",
        "Node",
        "type",
        "query",
        "datasource",
        SOURCE,
        "query",
        sorted("query", query, "refId", "nodes"),
        "definition",
        query,
        "includeAll",
        true,
        "allValue",
        ".*",
        "multi",
        true,
        "refresh",
        2,
        "sort",
        1,
        "current",
        sorted("text", "All", "value", "$__all"));
  }

  private static Map<String, Object> alerts() {
    return sorted(
        "name", "Pages",
        "datasource", SOURCE,
        "enable", true,
        "iconColor", "red",
        "expr", "ALERTS{alertstate=\"firing\",severity=\"page\"}",
        "titleFormat", "{{alertname}}");
  }

  private static Map<String, Object> others() {
    return sorted(
        "type",
        "dashboards",
        "title",
        "Kuota",
        "tags",
        List.of("kuota"),
        "asDropdown",
        true,
        "keepTime",
        true,
        "includeVars",
        true);
  }

  /** Returns names and values that take turns, as a map in the order of the names. */
  private static Map<String, Object> sorted(Object... pairs) {
    var map = new TreeMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], pairs[i + 1]);
    return map;
  }
}
