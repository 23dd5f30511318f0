package id.kuota.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import id.kuota.bench.result.Chart;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class SvgChartTest {

  @Test
  void everyLineHasItsPointsAndItsName() throws Exception {
    Document svg =
        parsed(
            chart(
                new Chart.Line("Kuota", List.of(1.0, 64.0), List.of(1_000.0, 90_000.0)),
                new Chart.Line("a < b & c", List.of(1.0, 64.0), List.of(900.0, 800.0))));
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(4);
    assertThat(svg.getDocumentElement().getTextContent()).contains("Kuota", "a < b & c", "90,000");
  }

  @Test
  void aChartWithoutAnythingSaysSo() throws Exception {
    assertThat(parsed(chart(new Chart.Line("Kuota", List.of(), List.of()))).getDocumentElement())
        .extracting(svg -> svg.getTextContent())
        .asString()
        .contains("Nothing was measured.");
  }

  @Test
  void aDecadeIsAsLongAsAnyOther() {
    LogScale scale = LogScale.between(List.of(12.0, 8_000.0), new LogScale.Ends(300, 0), true);
    assertThat(scale.ticks()).containsExactly(10.0, 100.0, 1_000.0, 10_000.0);
    assertThat(scale.at(10)).isEqualTo(300, within(1e-9));
    assertThat(scale.at(100)).isEqualTo(200, within(1e-9));
    assertThat(scale.at(10_000)).isEqualTo(0, within(1e-9));
    assertThat(scale.fineTicks()).contains(20.0, 90.0, 9_000.0).doesNotContain(100.0);
  }

  @Test
  void aSinglePointHasAPlace() {
    LogScale scale = LogScale.between(List.of(64.0), new LogScale.Ends(0, 100), false);
    assertThat(scale.at(64)).isZero();
  }

  private static Chart chart(Chart.Line... lines) {
    return new Chart("holds", "Holds", "callers", "holds per second", List.of(lines));
  }

  private static Document parsed(Chart chart) throws Exception {
    return DocumentBuilderFactory.newNSInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(SvgChart.draw(chart))));
  }
}
