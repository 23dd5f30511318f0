package id.kuota.http.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Limits;
import id.kuota.http.edge.route.Bodies;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bounds of the server and what they must be to each other. */
final class ServerLimitsTest {

  private static final Config SERVER =
      ConfigFactory.parseResources("http.conf").getConfig("pekko.http.server");

  @Test
  void theEdgeAnswersBeforeTheServerDoesAndTheServerBeforeTheConnectionIsCut() {
    Duration request = SERVER.getDuration("request-timeout");

    assertThat(request)
        .as("a sale is looked up, then its order is asked")
        .isGreaterThan(Limits.ENTITY_TIMEOUT.multipliedBy(2));
    assertThat(request).isLessThan(SERVER.getDuration("idle-timeout"));
    assertThat(HttpServer.DRAIN_MAX)
        .as("requests in flight at the stop are answered")
        .isGreaterThanOrEqualTo(request);
  }

  @Test
  void aBodyThatIsTooLargeCanBeThrownAway() {
    assertThat(SERVER.getBytes("parsing.max-content-length")).isGreaterThan(Bodies.BYTES_MAX);
    assertThat(Bodies.TIME_MAX).isLessThan(SERVER.getDuration("request-timeout"));
  }
}
