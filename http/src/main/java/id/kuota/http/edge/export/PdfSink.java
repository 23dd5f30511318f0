package id.kuota.http.edge.export;

import id.kuota.http.edge.page.Language;
import id.kuota.persistence.report.Cell;
import id.kuota.persistence.report.ReportColumn;
import id.kuota.persistence.report.ReportHead;
import id.kuota.persistence.report.ReportSink;
import id.kuota.persistence.report.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A report on paper: A4 across, titles on every page, totals at the end. Letters that the standard
 * fonts do not have, which are those of non-Western scripts, are left out.
 */
final class PdfSink implements ReportSink {

  /** About a thousand pages, which are laid out in memory that does not grow, and kept in 6 MB. */
  static final int ROWS_MAX = 50_000;

  /** Rows that are laid out at a time. */
  private static final int LAID_OUT_ROWS = 50;

  private static final float MARGIN = 36;
  private static final float BOTTOM = 44;
  private static final Font TITLE = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 13);
  private static final Font BOLD = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 7);
  private static final Font PLAIN = FontFactory.getFont(FontFactory.HELVETICA, 7);

  private final OutputStream out;
  private final Language language;
  private final NumberFormat numbers;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Document document =
      new Document(PageSize.A4.rotate(), MARGIN, MARGIN, MARGIN, BOTTOM);
  private @Nullable PdfPTable table;
  private ZoneId zone = ZoneOffset.UTC;
  private long laidOut;

  PdfSink(OutputStream out, Language language) {
    this.out = out;
    this.language = language;
    this.numbers =
        NumberFormat.getIntegerInstance(
            switch (language) {
              case ENGLISH -> Locale.ENGLISH;
              case INDONESIAN -> Locale.of("id", "ID");
            });
  }

  @Override
  public void begin(ReportHead head) {
    zone = head.request().period().zone();
    var headline = new Headline(head, language);
    PdfWriter writer = PdfWriter.getInstance(document, bytes);
    String page = Headline.in(language, new Wording("Page", "Halaman"));
    writer.setPageEvent(new PageNumbers(page, headline.asOf()));
    document.open();
    PdfDate created = date(head.asOf().at());
    writer.getInfo().put(PdfName.CREATIONDATE, created);
    writer.getInfo().put(PdfName.MODDATE, created);
    document.addTitle(headline.title());
    document.add(new Paragraph(headline.title(), TITLE));
    document.add(new Paragraph(headline.asOf(), PLAIN));
    document.add(new Paragraph(headline.period(), PLAIN));
    table = table(head.report().columns());
  }

  private static PdfDate date(Instant at) {
    return new PdfDate(GregorianCalendar.from(at.atZone(ZoneOffset.UTC)));
  }

  private PdfPTable table(List<ReportColumn> columns) {
    var empty = new PdfPTable(columns.size());
    empty.setWidthPercentage(100);
    empty.setSpacingBefore(8);
    empty.setHeaderRows(1);
    empty.setComplete(false);
    for (ReportColumn column : columns) {
      boolean isNumber =
          column.kind() == ReportColumn.Kind.MONEY || column.kind() == ReportColumn.Kind.COUNT;
      PdfPCell cell = cell(Headline.in(language, column.title()), BOLD, isNumber);
      cell.setGrayFill(0.88f);
      empty.addCell(cell);
    }
    return empty;
  }

  @Override
  public void row(List<Cell> cells) {
    PdfPTable rows = rows();
    for (Cell cell : cells) rows.addCell(cell(text(cell), PLAIN, cell instanceof Cell.Whole));
    laidOut++;
    if (laidOut % LAID_OUT_ROWS == 0) document.add(rows);
  }

  private static PdfPCell cell(String text, Font font, boolean isNumber) {
    var cell = new PdfPCell(new Phrase(text, font));
    cell.setHorizontalAlignment(isNumber ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
    cell.setBorderWidth(0.3f);
    return cell;
  }

  private String text(Cell cell) {
    return switch (cell) {
      case Cell.Text(var text) -> text;
      case Cell.Whole(var number) -> numbers.format(number);
      case Cell.Time(var time) -> Headline.TIME.format(time.atZone(zone));
      case Cell.Day(var day) -> day.toString();
      case Cell.Empty.EMPTY -> "";
    };
  }

  @Override
  public void end(long count, List<Cell> totals) throws IOException {
    PdfPTable rows = rows();
    if (totals.stream().anyMatch(Cell.Whole.class::isInstance)) {
      for (Cell total : totals) {
        PdfPCell cell = cell(text(total), BOLD, true);
        cell.setGrayFill(0.94f);
        rows.addCell(cell);
      }
    }
    rows.setComplete(true);
    document.add(rows);
    String all = Headline.in(language, new Wording("Rows: ", "Baris: "));
    document.add(new Paragraph(all + numbers.format(count), PLAIN));
    document.close();
    FileIdentity.write(bytes.toByteArray(), out);
  }

  private PdfPTable rows() {
    if (table == null) throw new IllegalStateException("a row before the head");
    return table;
  }
}
