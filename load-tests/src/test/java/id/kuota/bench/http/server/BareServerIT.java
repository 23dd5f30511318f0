package id.kuota.bench.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.http.client.Arrivals;
import id.kuota.bench.http.client.LoadResult;
import id.kuota.bench.http.client.LoadRun;
import id.kuota.bench.http.client.NumberedRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BareServerIT {

  @Test
  void itReadsAnOrderAndAnswersTheBytesItWasGiven(@TempDir Path folder) throws Exception {
    String json = "{\"id\":\"ord_1\"}";
    var request =
        NumberedRequest.post(
            "bare", "/v1/orders", List.of(), "{\"sale\":\"s1\"}", new AtomicLong());
    var answers = new ArrayList<String>();
    try (var bare = BareServer.start(json.getBytes(StandardCharsets.UTF_8), folder)) {
      LoadResult result =
          LoadRun.play(
              bare.address(),
              2,
              request,
              new Arrivals.Scheduled(20, Duration.ofMillis(200), 100),
              (status, answer) -> answers.add(text(answer)));

      assertThat(result.statuses()).isEqualTo(Map.of(201, 4L));
      assertThat(answers).allMatch(answer -> answer.endsWith("\r\n\r\n" + json));
      assertThat(answers.getFirst()).contains("Location: /v1/orders/s1");
    }
  }

  private static String text(ByteBuffer answer) {
    return StandardCharsets.UTF_8.decode(answer).toString();
  }
}
