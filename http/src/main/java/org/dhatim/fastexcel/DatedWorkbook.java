package org.dhatim.fastexcel;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * A workbook that was created at a moment that the caller names. The library writes the present
 * time into each file, and lets no caller choose it; so two files of the same content would differ.
 */
public final class DatedWorkbook extends Workbook {

  private static final String CORE = "docProps/core.xml";

  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>"
          + "<cp:coreProperties"
          + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
          + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
          + " xmlns:dcterms=\"http://purl.org/dc/terms/\""
          + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>";

  /** Of this use of the library, not of Kuota: a new release must not change a file. */
  private static final String VERSION = "1.0";

  private final String application;
  private final Instant created;

  /** Creates a workbook that is written to {@code out}, which it does not close. */
  public DatedWorkbook(OutputStream out, String application, Instant created) {
    super(out, application, VERSION);
    this.application = application;
    this.created = created;
  }

  @Override
  void writeFile(String name, ThrowingConsumer<Writer> content) throws IOException {
    super.writeFile(name, name.equals(CORE) ? this::writeCore : content);
  }

  private void writeCore(Writer xml) throws IOException {
    String title = properties().getTitle();
    xml.append(XML)
        .appendEscaped(title == null ? "" : title)
        .append("</dc:title><dc:creator>")
        .appendEscaped(application)
        .append("</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">")
        .append(created.toString())
        .append("</dcterms:created></cp:coreProperties>");
  }
}
