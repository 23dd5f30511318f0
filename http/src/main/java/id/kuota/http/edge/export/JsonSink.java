package id.kuota.http.edge.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import id.kuota.http.edge.page.Language;
import id.kuota.persistence.report.Cell;
import id.kuota.persistence.report.ReportColumn;
import id.kuota.persistence.report.ReportHead;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.ReportSink;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A report as one JSON object; its rows are objects with the names of the columns. */
final class JsonSink implements ReportSink {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final OutputStream out;
  private final Language language;
  private List<ReportColumn> columns = List.of();
  private @Nullable JsonGenerator generator;

  JsonSink(OutputStream out, Language language) {
    this.out = out;
    this.language = language;
  }

  @Override
  public void begin(ReportHead head) throws IOException {
    columns = head.report().columns();
    generator = FACTORY.createGenerator(out, JsonEncoding.UTF8);
    JsonGenerator json = json();
    ReportPeriod period = head.request().period();
    json.writeStartObject();
    json.writeStringField("report", head.report().name());
    json.writeStringField("title", Headline.in(language, head.report().title()));
    json.writeStringField("sale", head.request().sale().value());
    json.writeStringField("name", head.saleName());
    json.writeStringField("currency", head.currency());
    json.writeStringField("zone", period.zone().getId());
    day(json, "from", period.from());
    day(json, "to", period.to());
    json.writeObjectFieldStart("as_of");
    json.writeStringField("position", head.asOf().position());
    json.writeStringField("at", head.asOf().at().toString());
    json.writeEndObject();
    json.writeArrayFieldStart("columns");
    for (ReportColumn column : columns) {
      json.writeStartObject();
      json.writeStringField("name", column.name());
      json.writeStringField("kind", column.kind().name().toLowerCase(Locale.ROOT));
      json.writeStringField("title", Headline.in(language, column.title()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
  }

  private static void day(JsonGenerator json, String name, Optional<LocalDate> day)
      throws IOException {
    if (day.isPresent()) {
      json.writeStringField(name, day.get().toString());
    } else {
      json.writeNullField(name);
    }
  }

  @Override
  public void row(List<Cell> cells) throws IOException {
    write(json(), cells);
  }

  private void write(JsonGenerator json, List<Cell> cells) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < cells.size(); i++) {
      json.writeFieldName(columns.get(i).name());
      switch (cells.get(i)) {
        case Cell.Text(var text) -> json.writeString(text);
        case Cell.Whole(var number) -> json.writeNumber(number);
        case Cell.Time(var time) -> json.writeString(time.toString());
        case Cell.Day(var day) -> json.writeString(day.toString());
        case Cell.Empty.EMPTY -> json.writeNull();
      }
    }
    json.writeEndObject();
  }

  @Override
  public void end(long rows, List<Cell> totals) throws IOException {
    JsonGenerator json = json();
    json.writeEndArray();
    json.writeNumberField("row_count", rows);
    json.writeObjectFieldStart("totals");
    for (int i = 0; i < totals.size(); i++) {
      if (totals.get(i) instanceof Cell.Whole(var total)) {
        json.writeNumberField(columns.get(i).name(), total);
      }
    }
    json.writeEndObject();
    json.writeEndObject();
    json.close();
  }

  private JsonGenerator json() {
    if (generator == null) throw new IllegalStateException("a row before the head");
    return generator;
  }
}
