package id.kuota.http.edge.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.http.edge.page.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files that reports are written as. */
final class SinksTest {

  @Test
  void csvIsTheGoldenFile() throws IOException {
    byte[] csv = SampleReport.file(ReportFormat.CSV, Language.ENGLISH, SampleReport.rows());
    assertThat(new String(csv, StandardCharsets.UTF_8)).isEqualTo(golden("sample.csv"));
  }

  @Test
  void titlesAreInTheReadersLanguage() {
    assertThat(text(ReportFormat.CSV, Language.INDONESIAN))
        .startsWith("\uFEFFCatatan,Jumlah,Unit,Pada,Hari,Posisi data\r\n");
  }

  @Test
  void noTextOfACsvIsAFormula() {
    for (String formula : SampleReport.FORMULAS) {
      byte[] csv =
          SampleReport.file(
              ReportFormat.CSV, Language.ENGLISH, List.of(SampleReport.row(formula, -7)));
      String line = new String(csv, StandardCharsets.UTF_8).split("\r\n", 2)[1];
      assertThat(line)
          .as(formula)
          .startsWith(
              formula.contains("\r") || formula.contains("\n") ? "\"'" + formula : "'" + formula);
      assertThat(line).as("numbers stay numbers").contains(",-7,3,");
    }
  }

  @Test
  void jsonHasRowsByNameAndTotals() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(SampleReport.file(ReportFormat.JSON, Language.ENGLISH, SampleReport.rows()));
    assertThat(json.at("/as_of/position").asText()).isEqualTo("812:4711");
    assertThat(json.at("/as_of/at").asText()).isEqualTo("2026-11-21T17:00:00.250Z");
    assertThat(json.at("/rows/1/amount").longValue()).isEqualTo(-25_000);
    assertThat(json.at("/rows/2/note").asText()).startsWith("=HYPERLINK");
    assertThat(json.at("/rows/4/day").isNull()).isTrue();
    assertThat(json.at("/row_count").intValue()).isEqualTo(5);
    assertThat(json.at("/totals/units").longValue()).isEqualTo(15);
    assertThat(json.at("/totals").has("note")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void theSameReportIsTheSameFileToTheByteAtAnotherTime(ReportFormat format) {
    byte[] first = SampleReport.file(format, Language.ENGLISH, SampleReport.rows());
    long begun = System.nanoTime();
    Awaitility.await() // A second is what the formats could tell apart.
        .until(() -> System.nanoTime() - begun > Duration.ofMillis(1_100).toNanos());
    assertThat(SampleReport.file(format, Language.ENGLISH, SampleReport.rows())).isEqualTo(first);
  }

  private static String text(ReportFormat format, Language language) {
    return new String(
        SampleReport.file(format, language, SampleReport.rows()), StandardCharsets.UTF_8);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = SinksTest.class.getResourceAsStream("/reports/" + name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
