package id.kuota.http.edge.export;

import id.kuota.http.edge.page.Language;
import id.kuota.persistence.report.Cell;
import id.kuota.persistence.report.ReportColumn;
import id.kuota.persistence.report.ReportHead;
import id.kuota.persistence.report.ReportSink;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.DatedWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A report as a workbook: title, moment and period, then a line of titles that stays in view.
 * Numbers are numbers, times are local times of the report's zone, and texts are never formulas. A
 * report with more rows than a sheet can have goes on in the next sheet.
 */
final class XlsxSink implements ReportSink {

  /** A sheet has 1,048,576 lines at most. */
  private static final int SHEET_ROWS = 1_000_000;

  private static final int HEAD_LINES = 4;

  /** Lines that are in memory before they are written. */
  private static final int FLUSHED_ROWS = 500;

  /** No text is longer in a cell. */
  private static final int TEXT_MAX = 32_767;

  private final OutputStream out;
  private final Language language;
  private final int sheetRows;
  private @Nullable ReportHead head;
  private @Nullable Workbook book;
  private @Nullable Worksheet sheet;
  private ZoneId zone = ZoneOffset.UTC;
  private int sheets;
  private int line;

  XlsxSink(OutputStream out, Language language) {
    this(out, language, SHEET_ROWS);
  }

  /** Creates a sink whose sheets have so many rows at most. */
  XlsxSink(OutputStream out, Language language, int sheetRows) {
    this.out = out;
    this.language = language;
    this.sheetRows = sheetRows;
  }

  @Override
  public void begin(ReportHead begun) throws IOException {
    head = begun;
    zone = begun.request().period().zone();
    book = new DatedWorkbook(out, "Kuota", begun.asOf().at());
    book.properties().setTitle(new Headline(begun, language).title());
    sheet = next(book, begun);
  }

  private Worksheet next(Workbook workbook, ReportHead begun) {
    sheets++;
    var headline = new Headline(begun, language);
    String name = begun.report().name() + (sheets == 1 ? "" : " " + sheets);
    Worksheet opened = workbook.newWorksheet(name);
    opened.freezePane(0, HEAD_LINES);
    List<ReportColumn> columns = begun.report().columns();
    for (int i = 0; i < columns.size(); i++) {
      opened.width(i, width(columns.get(i).kind()));
    }
    opened.inlineString(0, 0, headline.title());
    opened.style(0, 0).bold().fontSize(14).set();
    opened.inlineString(1, 0, headline.asOf());
    opened.inlineString(2, 0, headline.period());
    for (int i = 0; i < columns.size(); i++) {
      opened.inlineString(HEAD_LINES - 1, i, Headline.in(language, columns.get(i).title()));
      opened.style(HEAD_LINES - 1, i).bold().fillColor("DDE6ED").set();
    }
    line = HEAD_LINES;
    return opened;
  }

  private static int width(ReportColumn.Kind kind) {
    return switch (kind) {
      case TEXT -> 26;
      case MONEY -> 18;
      case COUNT -> 14;
      case TIME -> 20;
      case DATE -> 12;
    };
  }

  @Override
  public void row(List<Cell> cells) throws IOException {
    Worksheet written = written();
    if (line - HEAD_LINES == sheetRows && book != null && head != null) {
      written.finish();
      written = next(book, head);
      sheet = written;
    }
    for (int i = 0; i < cells.size(); i++) {
      put(written, i, cells.get(i));
    }
    line++;
    if (line % FLUSHED_ROWS == 0) written.flush();
  }

  private void put(Worksheet to, int column, Cell cell) {
    switch (cell) {
      case Cell.Text(var text) -> to.inlineString(line, column, shortened(text));
      case Cell.Whole(var number) -> {
        to.value(line, column, number);
        to.style(line, column).format("#,##0").set();
      }
      case Cell.Time(var time) -> {
        to.value(line, column, time.atZone(zone).toLocalDateTime());
        to.style(line, column).format("yyyy-mm-dd hh:mm:ss").set();
      }
      case Cell.Day(var day) -> {
        to.value(line, column, day);
        to.style(line, column).format("yyyy-mm-dd").set();
      }
      case Cell.Empty.EMPTY -> {}
    }
  }

  private static String shortened(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
  }

  @Override
  public void end(long rows, List<Cell> totals) throws IOException {
    written().finish();
    if (book != null) book.finish();
  }

  private Worksheet written() {
    if (sheet == null) throw new IllegalStateException("a row before the head");
    return sheet;
  }
}
