package id.kuota.http.edge.live;

import static id.kuota.http.testing.EdgeClient.operator;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.telemetry.RecentLatency;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.readmodel.LiveOrders;
import id.kuota.persistence.readmodel.LiveSale;
import id.kuota.persistence.readmodel.LiveSales;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Live views over a real port, of sales that a test makes up. */
final class LiveViewIT {

  private static final String PATH = "/v1/live?sale=" + Samples.SALE;
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Duration NEVER = Duration.ofHours(1);

  private final StubEngine engine = new StubEngine();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean away;
  private volatile CompletableFuture<?> readable = CompletableFuture.completedFuture(true);
  private volatile boolean broken;
  private volatile String name = "Coldplay in Jakarta";
  private final AtomicReference<LiveViews> created = new AtomicReference<>();
  private final AtomicReference<RunningEdge> running = new AtomicReference<>();

  /** A database that is away. */
  private static final class Away extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    @Override
    public Connection getConnection() throws SQLException {
      throw new SQLException("away, on purpose");
    }
  }

  private RunningEdge start(LiveViews.Bounds bounds) {
    var sources =
        new LiveSources(
            this::read,
            sale -> new LiveOrders.Underway(List.of(), List.of(), 0),
            Thread::startVirtualThread,
            () -> CompletableFuture.completedStage(Samples.CLUSTER),
            engine.engine().sales(),
            engine.engine().quotas(),
            () -> List.of(new GatewayCalls.Breaker("fake", GatewayCalls.BreakerState.CLOSED)),
            new RecentLatency(System::nanoTime));
    RunningEdge edge =
        RunningEdge.startWith(
            engine.engine(),
            system -> {
              var views = new LiveViews(system, sources, Clock.systemUTC(), bounds);
              created.set(views);
              return List.of(
                  new LiveRoutes(
                      views, new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY))));
            });
    running.set(edge);
    return edge;
  }

  private Optional<LiveSale> read(SaleId sale) {
    reads.incrementAndGet();
    if (broken) throw new IllegalStateException("a bug, on purpose");
    readable.join();
    if (away) return new LiveSales(new Away(), Clock.systemUTC()).find(sale);
    return sale.value().startsWith("nothing")
        ? Optional.empty()
        : Optional.of(LivePictures.sale(name, LivePictures.NO_REFUNDS, LivePictures.CALM));
  }

  @AfterEach
  void stop() {
    running.get().close();
  }

  @Test
  void allListenersGetTheSameEventsOfOneReader() {
    RunningEdge edge = start(new LiveViews.Bounds(5, 5, Duration.ofMillis(100), NEVER));
    try (var first = new EventStream(edge.port(), PATH);
        var second = new EventStream(edge.port(), PATH, "Accept-Language", "en")) {
      assertThat(first.answer().statusCode()).isEqualTo(200);
      assertThat(first.answer().headers().firstValue("Content-Type")).contains("text/event-stream");
      assertThat(first.answer().headers().firstValue("Cache-Control"))
          .contains("private, no-store");
      long begin = Math.max(first.next("live").id(), second.next("live").id());
      List<Long> ids = after(first, begin);
      assertThat(ids).isSorted().doesNotHaveDuplicates().isEqualTo(after(second, begin));
    }
    int before = reads.get();
    await().until(() -> created.get().listeners() == 0 && created.get().sales() == 0);
    assertThat(reads.get() - before).as("nobody listens, so nothing is read").isLessThan(20);
  }

  /** The next five events after this id. */
  private static List<Long> after(EventStream stream, long begin) {
    var ids = new ArrayList<Long>();
    while (ids.size() < 5) {
      long id = stream.next("live").id();
      if (id > begin) ids.add(id);
    }
    return ids;
  }

  @Test
  void aClientThatHasTheNewestWaitsAndAnyOtherGetsItAtOnce() {
    RunningEdge edge = start(new LiveViews.Bounds(5, 5, NEVER, Duration.ofMillis(50)));
    try (var first = new EventStream(edge.port(), PATH)) {
      EventStream.Event newest = first.next("live");
      try (var same =
              new EventStream(edge.port(), PATH, "Last-Event-ID", Long.toString(newest.id()));
          var older =
              new EventStream(edge.port(), PATH, "Last-Event-ID", Long.toString(newest.id() - 1));
          var foreign = new EventStream(edge.port(), PATH, "Last-Event-ID", "of another server")) {
        assertThat(older.next()).isEqualTo(newest);
        assertThat(foreign.next()).isEqualTo(newest);
        assertThat(same.next().name()).as("a heartbeat, and no event").isEqualTo(":");
        assertThat(same.next().name()).isEqualTo(":");
      }
    }
  }

  @Test
  void whileTheDatabaseIsAwayTheStreamSaysSoAndGoesOnAfterwards() {
    RunningEdge edge = start(new LiveViews.Bounds(5, 5, OFTEN, NEVER));
    try (var stream = new EventStream(edge.port(), PATH)) {
      long before = stream.next("live").id();
      away = true;
      EventStream.Event trouble = stream.next("trouble");
      assertThat(trouble.json().path("code").asText()).isEqualTo("unavailable");
      assertThat(edge.client().get(PATH, operator()).code()).isEqualTo("unavailable");
      try (var late = new EventStream(edge.port(), PATH)) {
        assertThat(late.next().name()).as("a stream begins also then").isEqualTo("trouble");
        away = false;
        assertThat(late.next("live").id()).isGreaterThan(before);
      }
      assertThat(stream.next("live").id()).isGreaterThan(before);
      broken = true;
      assertThat(stream.next("trouble").json().path("code").asText()).isEqualTo("internal_error");
      broken = false;
      assertThat(stream.next("live").json().path("sale").asText()).isEqualTo(Samples.SALE.value());
    }
  }

  @Test
  void aLookThatHangsIsTroubleAndIsFollowedByAPause() {
    RunningEdge edge = start(new LiveViews.Bounds(5, 5, Duration.ofMillis(500), NEVER));
    try (var stream = new EventStream(edge.port(), PATH)) {
      stream.next("live");
      var hangs = new CompletableFuture<Boolean>();
      readable = hangs;
      assertThat(stream.next("trouble").json().path("code").asText()).isEqualTo("unavailable");
      hangs.complete(true);
      long first = stream.next("live").id();
      long second = stream.next("live").id();
      assertThat(second - first).as("milliseconds").isGreaterThanOrEqualTo(500);
    }
  }

  @Test
  void withoutTheKeyOrWithoutASaleThereIsNothingToSee() {
    RunningEdge edge = start(new LiveViews.Bounds(5, 5, OFTEN, NEVER));
    EdgeClient client = edge.client();
    assertThat(client.get(PATH).status()).isEqualTo(401);
    assertThat(client.get(PATH, "Accept", "text/event-stream").status()).isEqualTo(401);
    assertThat(client.get("/v1/live", operator()).code()).isEqualTo("validation_failed");
    assertThat(client.get("/v1/live?sale=nothing", operator()).code()).isEqualTo("sale_not_found");
    assertThat(client.get("/v1/live?sale=NO%20SALE", operator()).code())
        .isEqualTo("sale_not_found");
    assertThat(client.get("/v1/live?sale=nothing", operator("Accept", "text/event-stream")).code())
        .isEqualTo("sale_not_found");
  }

  @Test
  void placesAreBoundedAndBecomeFreeAgain() {
    RunningEdge edge = start(new LiveViews.Bounds(1, 2, OFTEN, OFTEN));
    try (var first = new EventStream(edge.port(), PATH)) {
      first.next("live");
      var second = new EventStream(edge.port(), PATH);
      second.next("live");
      EdgeClient client = edge.client();
      EdgeClient.Answer refused = client.get(PATH, operator("Accept", "text/event-stream"));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("overloaded");
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      assertThat(client.get("/v1/live?sale=another-sale", operator()).code())
          .isEqualTo("overloaded");
      assertThat(client.get(PATH, operator()).status()).isEqualTo(200);

      second.close();
      await().until(() -> created.get().listeners() == 1);
      try (var third = new EventStream(edge.port(), PATH)) {
        assertThat(third.next("live").json().path("name").asText()).isEqualTo(name);
      }
    }
  }

  /** A head that asks for the head alone runs no stream, and so takes no place. */
  @Test
  void aHeadRequestTakesNoPlace() {
    RunningEdge edge = start(new LiveViews.Bounds(1, 1, OFTEN, NEVER));
    for (int i = 0; i < 3; i++) {
      assertThat(
              edge.client()
                  .send("HEAD", PATH, null, operator("Accept", "text/event-stream"))
                  .status())
          .isEqualTo(200);
    }
    try (var stream = new EventStream(edge.port(), PATH)) {
      assertThat(stream.next("live").id()).isPositive();
    }
  }

  @Test
  void aSlowListenerMissesEventsAndThenGetsTheLatest() throws IOException {
    name = "x".repeat(200_000); // More than the buffers between the two hold of many events.
    RunningEdge edge = start(new LiveViews.Bounds(5, 5, OFTEN, NEVER));
    try (var quick = new EventStream(edge.port(), PATH);
        var slow = new Socket()) {
      slow.setReceiveBufferSize(32 * 1024);
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()));
      slow.getOutputStream()
          .write(
              """
              GET %s HTTP/1.1\r
              Host: localhost\r
              Accept: text/event-stream\r
              Authorization: Bearer %s\r
              \r
              """
                  .formatted(PATH, RunningEdge.OPERATOR_KEY)
                  .getBytes(US_ASCII));
      for (int i = 0; i < 150; i++) {
        quick.next("live");
      }
      long newest = quick.next("live").id();
      var ids = new ArrayList<Long>();
      var lines = new BufferedReader(new InputStreamReader(slow.getInputStream(), US_ASCII));
      while (ids.isEmpty() || ids.getLast() < newest) {
        String line = lines.readLine();
        if (line.startsWith("id: ")) ids.add(Long.parseLong(line.substring(4)));
      }
      assertThat(ids).isSorted().doesNotHaveDuplicates();
      assertThat(ids.size()).as("of more than 150").isLessThan(100);
    }
  }

  /** A node that stops closes its streams at once and does not wait for their listeners. */
  @Test
  void aStreamDoesNotDelayTheEndOfANode() {
    RunningEdge edge = start(new LiveViews.Bounds(5, 5, OFTEN, NEVER));
    try (var stream = new EventStream(edge.port(), PATH)) {
      stream.next("live");
      long since = System.nanoTime();
      edge.terminate(Duration.ofSeconds(20)).toCompletableFuture().join();
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(10));
      assertThat(stream.next("end").name()).isEqualTo("end");
    }
  }
}
