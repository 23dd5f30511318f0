package id.kuota.http.edge.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import id.kuota.http.edge.page.Language;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of others read our files: openpyxl and pdftotext. A test is skipped, and says so, where
 * its program is not installed: {@code apt-get install python3-openpyxl poppler-utils}.
 */
final class OutsideReadersIT {

  private static final long PATIENCE_SECONDS = 120;

  private static final String READ_BOOK =
      """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      sheet = book[book.sheetnames[0]]
      print(book.properties.created.isoformat(), book.properties.title)
      print(sheet.freeze_panes, sheet.max_row)
      for line in sheet.iter_rows():
        print([(c.value, c.data_type, c.number_format) for c in line if c.value is not None])
      """;

  private static final String COUNT_ROWS =
      """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1], read_only=True)
      for name in book.sheetnames:
        rows = last = 0
        book[name].reset_dimensions()
        for row in book[name].iter_rows(min_row=5, values_only=True):
          rows += 1
          last = row[1]
        print(name, rows, last)
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void openpyxlReadsTheWorkbook() throws Exception {
    Path book = folder.resolve("sample.xlsx");
    Files.write(book, SampleReport.file(ReportFormat.XLSX, Language.ENGLISH, SampleReport.rows()));
    String read = python(READ_BOOK, book);
    assertThat(read)
        .startsWith("2026-11-21T17:00:00.250000 A sample - Konser \"Merdeka\", 2026 <b>\n")
        .contains("\nA5 9\n")
        .contains("As of: 812:4711, 2026-11-22 00:00:00 (Asia/Jakarta)")
        .contains("[('Note', 's', 'General'), ('Amount', 's', 'General')")
        .contains("('plain', 's', 'General'), (5000000, 'n', '#,##0'), (3, 'n', '#,##0')")
        .contains("(datetime.datetime(2026, 11, 22, 0, 0, 0, 250000), 'd', 'yyyy-mm-dd hh:mm:ss')")
        .contains("(datetime.datetime(2026, 11, 22, 0, 0), 'd', 'yyyy-mm-dd')")
        .contains("('=HYPERLINK(\"http://x\")', 's', 'General'), (0, 'n', '#,##0')")
        .contains("('Ändrè 座席 🎫', 's', 'General')")
        .doesNotContain("'f'");
  }

  @Test
  void aReportLongerThanASheetGoesOnInTheNext() throws Exception {
    Path book = folder.resolve("long.xlsx");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(book))) {
      SampleReport.write(new XlsxSink(out, Language.ENGLISH, 2_000), 2_002);
    }
    assertThat(python(COUNT_ROWS, book)).isEqualTo("sample 2000 1999\nsample 2 2 2001\n");
  }

  @Test
  void pdftotextReadsEveryPage() throws Exception {
    assumeTrue(runs("pdftotext", "-v"), "SKIPPED: no pdftotext (apt-get install poppler-utils)");
    Path paper = folder.resolve("sample.pdf");
    var rows = Collections.nCopies(100, SampleReport.row("=1+2 is a text", 5_000_000));
    Files.write(paper, SampleReport.file(ReportFormat.PDF, Language.INDONESIAN, rows));
    String text = run("pdftotext", "-layout", paper.toString(), "-");
    assertThat(text)
        .contains("Contoh - Konser \"Merdeka\", 2026 <b>")
        .contains("Posisi data: 812:4711, 2026-11-22 00:00:00 (Asia/Jakarta)")
        .contains("=1+2 is a text", "5.000.000", "2026-11-22 00:00:00")
        .contains("Halaman 1 / ", "Baris: 100");
    String[] pages = text.split("\f", -1);
    assertThat(pages.length).isGreaterThan(2);
    assertThat(pages[1]).contains("Catatan", "Jumlah");
  }

  private static String python(String script, Path file) throws Exception {
    // A machine may have two; a package of the system installs into the second.
    for (String python : List.of("python3", "/usr/bin/python3")) {
      if (runs(python, "-c", "import openpyxl")) {
        return run(python, "-W", "ignore", "-c", script, file.toString());
      }
    }
    assumeTrue(false, "SKIPPED: no python3 has openpyxl (apt-get install python3-openpyxl)");
    return "";
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).start();
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static String run(String... command) throws Exception {
    var builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
