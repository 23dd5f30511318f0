package id.kuota.http.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonTest {

  enum Colour {
    DARK_RED
  }

  record Thing(
      String firstName,
      Colour colour,
      Instant at,
      @Nullable Instant endedAt,
      BigDecimal share,
      List<Long> numbers) {}

  @Test
  void namesEnumsAndTimesHaveTheirFormAndTheOrderIsTheRecords() {
    var thing =
        new Thing(
            "é\"",
            Colour.DARK_RED,
            Instant.parse("2026-11-21T03:00:00.120Z"),
            null,
            new BigDecimal("10"),
            List.of(1L));

    assertThat(new String(Json.bytes(thing), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"first_name\":\"é\\\"\",\"colour\":\"dark_red\",\"at\":\"2026-11-21T03:00:00.120Z\","
                + "\"ended_at\":null,\"share\":10,\"numbers\":[1]}");
  }
}
