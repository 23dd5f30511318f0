package id.kuota.http.edge.export;

import id.kuota.http.edge.page.Language;
import id.kuota.persistence.report.ReportSink;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;

/** The kinds of files that a report is written as. */
enum ReportFormat {
  CSV("text/csv; charset=UTF-8") {
    @Override
    ReportSink sink(OutputStream out, Language language) {
      return new CsvSink(out, language);
    }
  },
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
    @Override
    ReportSink sink(OutputStream out, Language language) {
      return new XlsxSink(out, language);
    }
  },
  PDF("application/pdf") {
    @Override
    ReportSink sink(OutputStream out, Language language) {
      return new PdfSink(out, language);
    }

    @Override
    OptionalInt rowsMax() {
      return OptionalInt.of(PdfSink.ROWS_MAX);
    }
  },
  JSON("application/json") {
    @Override
    ReportSink sink(OutputStream out, Language language) {
      return new JsonSink(out, language);
    }
  };

  private final String mediaType;

  ReportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * Returns a sink that writes one report there. It flushes and closes nothing: the caller does,
   * after the last call.
   */
  abstract ReportSink sink(OutputStream out, Language language);

  /** Returns how many rows such a file has at most; empty: any number. */
  OptionalInt rowsMax() {
    return OptionalInt.empty();
  }

  ContentType contentType() {
    return ContentTypes.parse(mediaType);
  }

  /** Returns its name on the wire, which is also the ending of the file's name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(ReportFormat::word).toList();
  }

  static Optional<ReportFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }
}
