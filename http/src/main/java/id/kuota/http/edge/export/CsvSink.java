package id.kuota.http.edge.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import id.kuota.http.edge.page.Language;
import id.kuota.persistence.report.Cell;
import id.kuota.persistence.report.ReportColumn;
import id.kuota.persistence.report.ReportHead;
import id.kuota.persistence.report.ReportSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report as CSV (RFC 4180): UTF-8 with a byte order mark, which spreadsheets need, lines that end
 * with CR LF, one line of titles. The last column is the position that the report is of; a line
 * above the titles would break every program that reads the file.
 */
final class CsvSink implements ReportSink {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  private final OutputStream out;
  private final CsvWriter csv;
  private final Language language;
  private ZoneId zone = ZoneOffset.UTC;
  private String asOf = "";

  CsvSink(OutputStream out, Language language) {
    this.out = out;
    this.language = language;
    this.csv =
        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
  }

  @Override
  public void begin(ReportHead head) throws IOException {
    zone = head.request().period().zone();
    asOf = head.asOf().position() + " " + TIME.format(head.asOf().at().atZone(zone));
    out.write(BYTE_ORDER_MARK);
    var titles = new ArrayList<String>();
    for (ReportColumn column : head.report().columns()) {
      titles.add(Headline.in(language, column.title()));
    }
    titles.add(Headline.asOfTitle(language));
    write(titles);
  }

  @Override
  public void row(List<Cell> cells) throws IOException {
    var fields = new ArrayList<String>(cells.size() + 1);
    for (Cell cell : cells) {
      fields.add(field(cell));
    }
    fields.add(asOf);
    write(fields);
  }

  @Override
  public void end(long rows, List<Cell> totals) throws IOException {
    csv.flush(); // No line of totals: it would be counted as one more row.
  }

  private void write(List<String> fields) throws IOException {
    try {
      csv.writeRecord(fields);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String field(Cell cell) {
    return switch (cell) {
      case Cell.Text(var text) -> defused(text);
      case Cell.Whole(var number) -> Long.toString(number);
      case Cell.Time(var time) -> TIME.format(time.atZone(zone));
      case Cell.Day(var day) -> day.toString();
      case Cell.Empty.EMPTY -> "";
    };
  }

  /** A spreadsheet takes a text that begins so for a formula, and would calculate it. */
  private static String defused(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
