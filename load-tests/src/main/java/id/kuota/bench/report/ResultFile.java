package id.kuota.bench.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import id.kuota.bench.result.BenchResult;
import java.io.IOException;
import java.nio.file.Path;

/** The result as JSON, with the spread of every figure over its rounds. */
public final class ResultFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ResultFile() {}

  public static void write(BenchResult result, Path file) throws IOException {
    MAPPER.writeValue(file.toFile(), result);
  }
}
