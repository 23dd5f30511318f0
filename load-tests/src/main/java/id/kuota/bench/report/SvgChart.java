package id.kuota.bench.report;

import id.kuota.bench.result.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A chart as SVG with its words as text: a few kilobytes that a browser and a repository show as
 * they are. Drawn here, since the libraries that draw charts need fonts and a window system, and
 * write letters as curves.
 */
public final class SvgChart {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;
  private static final int LEFT = 108;
  private static final int TOP = 64;
  private static final int BOTTOM = 412;

  /** Smallest distance of two labels beside the ends of their lines. */
  private static final double LABEL_HEIGHT = 19;

  /** The first line is ours and stands out; distinguishable also without seeing red and green. */
  private static final List<String> COLOURS =
      List.of("#d1495b", "#2e4057", "#2a8c9c", "#d9962b", "#7a7f87", "#8e6bbf");

  private static final String STYLE =
      """
      text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #4a5059 }
      .title { font-size: 17px; font-weight: 600; fill: #1f2329 }
      .name { font-weight: 600 } .end { text-anchor: end } .middle { text-anchor: middle }
      .grid { stroke: #e4e7eb } .fine { stroke: #f1f3f5 }
      .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
      .ours { stroke-width: 4 }
      """;

  private final Chart chart;
  private final LogScale across;
  private final LogScale up;
  private final Formatter svg = new Formatter(Locale.ROOT);

  private SvgChart(Chart chart) {
    this.chart = chart;
    this.across =
        LogScale.between(all(Chart.Line::across), new LogScale.Ends(LEFT, WIDTH - 190), false);
    this.up = LogScale.between(all(Chart.Line::up), new LogScale.Ends(BOTTOM, TOP), true);
  }

  private interface Coordinates {
    List<Double> of(Chart.Line line);
  }

  private List<Double> all(Coordinates which) {
    return chart.lines().stream().flatMap(line -> which.of(line).stream()).toList();
  }

  /** Writes {@code <name>.svg} into the folder, over an earlier one. */
  public static void write(Chart chart, Path folder) throws IOException {
    Files.writeString(folder.resolve(chart.name() + ".svg"), draw(chart));
  }

  /** Returns the chart; one without points says so. */
  static String draw(Chart chart) {
    var drawn = new SvgChart(chart);
    return drawn.draw();
  }

  private String draw() {
    svg.format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n", WIDTH, HEIGHT);
    svg.format("<style>%s</style>\n", STYLE);
    svg.format("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\"/>\n", WIDTH, HEIGHT);
    text(LEFT, 34, "title", chart.title());
    if (chart.lines().stream().allMatch(line -> line.up().isEmpty())) {
      text(LEFT, TOP, "", "Nothing was measured.");
    } else {
      drawAxes();
      IntStream.range(0, chart.lines().size()).boxed().toList().reversed().forEach(this::drawLine);
      drawLabels();
    }
    return svg.format("</svg>\n").toString();
  }

  private void drawAxes() {
    for (double fine : up.fineTicks()) {
      horizontal("fine", up.at(fine));
    }
    for (double tick : up.ticks()) {
      horizontal("grid", up.at(tick));
      text(across.low() - 10, up.at(tick) + 4.5, "end", Words.number(tick));
    }
    for (double tick : all(Chart.Line::across).stream().distinct().sorted().toList()) {
      svg.format(
          "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n",
          across.at(tick), across.at(tick), TOP, BOTTOM);
      text(across.at(tick), BOTTOM + 22, "middle", String.format(Locale.ROOT, "%,.0f", tick));
    }
    text((across.low() + across.high()) / 2, BOTTOM + 48, "middle", chart.across());
    svg.format(
        "<text class=\"middle\" transform=\"translate(20 %d) rotate(-90)\">%s</text>\n",
        (TOP + BOTTOM) / 2, escaped(chart.up()));
  }

  private void horizontal(String kind, double y) {
    svg.format(
        "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
        kind, across.low(), across.high(), y, y);
  }

  private void drawLine(int index) {
    Chart.Line line = chart.lines().get(index);
    String points =
        IntStream.range(0, line.up().size())
            .mapToObj(i -> point(line, i))
            .collect(Collectors.joining(" "));
    svg.format(
        "<polyline class=\"line%s\" stroke=\"%s\" points=\"%s\"/>\n",
        index == 0 ? " ours" : "", colour(index), points);
    for (int i = 0; i < line.up().size(); i++) {
      svg.format(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" fill=\"%s\"><title>%s</title></circle>\n",
          across.at(line.across().get(i)),
          up.at(line.up().get(i)),
          index == 0 ? "5" : "3.5",
          colour(index),
          escaped(line.name() + ": " + Words.number(line.up().get(i))));
    }
  }

  private String point(Chart.Line line, int i) {
    return String.format(
        Locale.ROOT, "%.1f,%.1f", across.at(line.across().get(i)), up.at(line.up().get(i)));
  }

  /** Names beside the ends of the lines, from above to below, none on another. */
  private void drawLabels() {
    List<Integer> fromAbove =
        IntStream.range(0, chart.lines().size())
            .filter(index -> !chart.lines().get(index).up().isEmpty())
            .boxed()
            .sorted(Comparator.comparingDouble(index -> up.at(last(index))))
            .toList();
    double[] places = fromAbove.stream().mapToDouble(index -> up.at(last(index))).toArray();
    for (int i = 1; i < places.length; i++) {
      places[i] = Math.max(places[i], places[i - 1] + LABEL_HEIGHT);
    }
    // Those that were pushed below the axis push the others back.
    double lowest = BOTTOM;
    for (int i = places.length - 1; i >= 0; i--, lowest -= LABEL_HEIGHT) {
      places[i] = Math.min(places[i], lowest);
    }
    for (int i = 0; i < places.length; i++) {
      int index = fromAbove.get(i);
      svg.format(
          "<text x=\"%.1f\" y=\"%.1f\"><tspan class=\"name\" style=\"fill:%s\">%s</tspan>"
              + "  %s</text>\n",
          across.high() + 14,
          places[i] + 4.5,
          colour(index),
          escaped(chart.lines().get(index).name()),
          Words.number(last(index)));
    }
  }

  private double last(int index) {
    return chart.lines().get(index).up().getLast();
  }

  private static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  private void text(double x, double y, String kind, String words) {
    svg.format("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", kind, x, y, escaped(words));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
