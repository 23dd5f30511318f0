package id.kuota.http.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConcurrentRequestsTest {

  private static final ConnectionSettings SETTINGS =
      new ConnectionSettings(
          Duration.ofSeconds(10), 100, 2, List.of(), ForwardedHeader.X_FORWARDED_FOR);

  private final ConcurrentRequests requests = new ConcurrentRequests(SETTINGS);
  private final List<CompletableFuture<HttpResponse>> asked = new ArrayList<>();

  @Test
  void oneClientOfAProxyHasSoManyInFlightAndOthersAreNotInItsWay() {
    assertThat(status(true, "203.0.113.1")).isNull();
    assertThat(status(true, "203.0.113.1")).isNull();
    assertThat(status(true, "203.0.113.1")).isEqualTo(503);
    assertThat(status(true, "203.0.113.2")).isNull();

    asked.getFirst().complete(HttpResponse.create());

    assertThat(status(true, "203.0.113.1")).isNull();
    asked.forEach(it -> it.complete(HttpResponse.create()));
    assertThat(requests.clients()).isZero();
  }

  @Test
  void theHeaderOfAnUntrustedPeerIsIgnored() {
    for (int i = 0; i < 10; i++) assertThat(status(false, "203.0.113.1")).isNull();
    assertThat(requests.clients()).isZero();
  }

  @Test
  void garbageIsNoAddress() {
    for (int i = 0; i < 10; i++) assertThat(status(true, "not, an address")).isNull();
    assertThat(requests.clients()).isZero();
  }

  @Test
  void ofIpVersion6ANetworkIsOneClient() {
    assertThat(status(true, "2001:db8::1")).isNull();
    assertThat(status(true, "2001:db8::2")).isNull();
    assertThat(status(true, "2001:db8::3")).isEqualTo(503);
  }

  /** Null while it is in flight. */
  private @Nullable Integer status(boolean ofProxy, String forwardedFor) {
    var request = HttpRequest.create().addHeader(RawHeader.create("X-Forwarded-For", forwardedFor));
    CompletionStage<HttpResponse> answer =
        requests.answer(
            ofProxy ? SETTINGS.forwardedBy().client(request, SETTINGS) : Optional.empty(),
            () -> {
              asked.add(new CompletableFuture<>());
              return asked.getLast();
            },
            () -> CompletableFuture.completedFuture(HttpResponse.create().withStatus(503)));
    HttpResponse done = answer.toCompletableFuture().getNow(null);
    return done == null ? null : done.status().intValue();
  }
}
