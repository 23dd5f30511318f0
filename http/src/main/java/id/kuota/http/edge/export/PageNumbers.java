package id.kuota.http.edge.export;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.FontFactory;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** Writes the foot of each page: the moment of the report, and the page of how many. */
final class PageNumbers extends PdfPageEventHelper {

  private static final float SIZE = 7;
  private static final float ABOVE_EDGE = 24;

  /** Room for the number of pages, which is known when the last one is written. */
  private static final float ROOM = 30;

  private final BaseFont font =
      FontFactory.getFont(FontFactory.HELVETICA).getCalculatedBaseFont(false);
  private final String page;
  private final String asOf;
  private @Nullable PdfTemplate total;

  PageNumbers(String page, String asOf) {
    this.page = page;
    this.asOf = asOf;
  }

  @Override
  public void onOpenDocument(PdfWriter writer, Document document) {
    total = writer.getDirectContent().createTemplate(ROOM, SIZE * 2);
  }

  @Override
  public void onEndPage(PdfWriter writer, Document document) {
    PdfContentByte content = writer.getDirectContent();
    String number = "%s %d / ".formatted(page, writer.getPageNumber());
    float right = document.right() - ROOM;
    content.beginText();
    content.setFontAndSize(font, SIZE);
    content.showTextAligned(PdfContentByte.ALIGN_LEFT, asOf, document.left(), ABOVE_EDGE, 0);
    content.showTextAligned(PdfContentByte.ALIGN_RIGHT, number, right, ABOVE_EDGE, 0);
    content.endText();
    if (total != null) content.addTemplate(total, right, ABOVE_EDGE);
  }

  @Override
  public void onCloseDocument(PdfWriter writer, Document document) {
    if (total == null) return;
    total.beginText();
    total.setFontAndSize(font, SIZE);
    total.setTextMatrix(0, 0);
    total.showText(Integer.toString(writer.getPageNumber() - 1));
    total.endText();
  }
}
