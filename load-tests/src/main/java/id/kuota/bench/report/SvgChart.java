package id.kuota.bench.report;

import id.kuota.bench.result.Chart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart as SVG, which a browser and a repository show as it is. */
public final class SvgChart {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 480;
  private static final float KUOTA_LINE = 3.5f;
  private static final float OTHER_LINE = 2f;
  private static final Color GRID = new Color(0xE3E6EA);
  private static final Color TEXT = new Color(0x2B2F36);

  /** The first line is ours and stands out; told apart also by those who see no red and green. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0xD1495B),
          new Color(0x2E4057),
          new Color(0x3E8E9E),
          new Color(0xE0A33A),
          new Color(0x7A7F87),
          new Color(0x8E6BBF));

  private SvgChart() {}

  /** Writes {@code <name>.svg} into the folder, over an earlier one. */
  public static void write(Chart chart, Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    XYChart drawn =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .xAxisTitle(chart.across())
            .yAxisTitle(chart.up())
            .build();
    style(drawn);
    for (int i = 0; i < chart.lines().size(); i++) {
      Chart.Line line = chart.lines().get(i);
      var series = drawn.addSeries(line.name(), line.across(), line.up());
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setLineColor(COLOURS.get(i % COLOURS.size()));
      series.setMarkerColor(COLOURS.get(i % COLOURS.size()));
      series.setLineStyle(
          new BasicStroke(
              i == 0 ? KUOTA_LINE : OTHER_LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
    VectorGraphicsEncoder.saveVectorGraphic(
        drawn, folder.resolve(chart.name()).toString(), VectorGraphicsFormat.SVG);
  }

  private static void style(XYChart chart) {
    var style = chart.getStyler();
    style.setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    style.setYAxisGroupPosition(0, YAxisPosition.Left);
    style.setLegendPosition(LegendPosition.OutsideE);
    style.setLegendBorderColor(Color.WHITE);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setChartFontColor(TEXT);
    style.setAxisTickLabelsColor(TEXT);
    style.setMarkerSize(8);
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setYAxisDecimalPattern("#,##0");
    style.setXAxisDecimalPattern("#,##0");
  }
}
