package id.kuota.http.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.telemetry.TraceContext;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.FaultyEngine;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.StubEngine;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every answer says which trace it belongs to. */
final class EdgeTracesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "00-" + TRACE + "-b7ad6b7169203331-01";

  private static final String SALE = "/v1/sales/coldplay-jakarta-2023";

  private static final FaultyEngine ENGINE = new FaultyEngine(new StubEngine().engine());

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(ENGINE.engine());
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void anAnswerIsOfTheCallersTrace() {
    EdgeClient.Answer answer = client.get("/healthz", "traceparent", CALLER);

    assertThat(answer.header("Trace-Id")).isEqualTo(TRACE);
    TraceContext own = TraceContext.parse(answer.header("traceparent")).orElseThrow();
    assertThat(own.traceId()).isEqualTo(TRACE);
    assertThat(own.spanId()).isNotEqualTo("b7ad6b7169203331");
  }

  @Test
  void withoutAValidCallerATraceBeginsHere() {
    String one = client.get("/healthz").header("Trace-Id");
    String other =
        client.get("/healthz", "traceparent", CALLER.toUpperCase(Locale.ROOT)).header("Trace-Id");

    assertThat(one).matches("[0-9a-f]{32}");
    assertThat(other).matches("[0-9a-f]{32}").isNotEqualTo(TRACE).isNotEqualTo(one);
  }

  @Test
  void aProblemNamesItsTraceWhereverItIsFrom() {
    for (EdgeClient.Answer problem :
        List.of(
            failing("traceparent", CALLER),
            client.get("/nowhere", "traceparent", CALLER),
            client.act("/healthz", "traceparent", CALLER))) {
      assertThat(problem.json().path("trace_id").asText()).as(problem.text()).isEqualTo(TRACE);
      assertThat(problem.header("Trace-Id")).isEqualTo(TRACE);
    }
  }

  @Test
  void anOperatorSeesWhatHasFailed() {
    String trace = failing().header("Trace-Id");
    client.get("/healthz");

    assertThat(client.get("/v1/admin/slow").status()).isEqualTo(401);
    JsonNode latest =
        client.get("/v1/admin/slow", EdgeClient.operator()).json().path("data").path(0);
    assertThat(latest.path("trace_id").asText()).isEqualTo(trace);
    assertThat(latest.path("method").asText()).isEqualTo("GET");
    assertThat(latest.path("route").asText()).isEqualTo("/v1/sales/{sale}");
    assertThat(latest.path("status").asInt()).isEqualTo(500);
    assertThat(latest.path("code").asText()).isEqualTo("internal_error");
  }

  private static EdgeClient.Answer failing(String... headers) {
    ENGINE.mood = FaultyEngine.Mood.BROKEN;
    EdgeClient.Answer answer = client.get(SALE, headers);
    ENGINE.mood = FaultyEngine.Mood.WELL;
    return answer;
  }
}
