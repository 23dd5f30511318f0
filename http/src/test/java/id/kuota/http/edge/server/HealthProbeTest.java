package id.kuota.http.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RawClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.StubEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What load balancers send by default, byte for byte. */
final class HealthProbeTest {

  private static RunningEdge edge;
  private static RawClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(new StubEngine().engine());
    client = new RawClient(edge.port());
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OPTIONS / HTTP/1.0\r\n\r\n",
        "OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.0\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS /healthz HTTP/1.0\r\n\r\n",
        "GET /healthz HTTP/1.0\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: \r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET /healthz HTTP/1.0\r\nConnection: close\r\nUser-Agent: probe\r\n\r\n"
      })
  void isAnswered200(String probe) {
    EdgeClient.Answer answer = client.send(probe);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void aHeadIsAnsweredWithoutABody() {
    assertThat(client.everything("HEAD /healthz HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void withoutAHostNewerRequestsStayMalformed() {
    assertThat(client.send("GET /healthz HTTP/1.1\r\n\r\n").status()).isEqualTo(400);
  }
}
