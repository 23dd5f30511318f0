package id.kuota.bench.lab.memory;

import id.kuota.bench.http.client.Arrivals;
import id.kuota.bench.http.client.LoadResult;
import id.kuota.bench.http.client.LoadRun;
import id.kuota.bench.http.client.NumberedRequest;
import id.kuota.bench.http.server.KuotaServer;
import id.kuota.bench.result.Violation;
import id.kuota.load.sale.Line;
import id.kuota.load.sale.Offer;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.QuotaAnswer;
import id.kuota.load.server.ServerClient;
import id.kuota.persistence.database.DatabaseSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One sale that sells as fast as it can, a while after the other. Not thread-safe. */
final class FullSpeed {

  private static final String SALE = "bench-memory";
  private static final String OFFER = "cat1";
  private static final long CAPACITY = 1_000_000_000;
  private static final int PER_BUYER = 4;
  private static final int CONNECTIONS = 256;
  private static final int CREATED = 201;
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** What is still pending after the last order ends within this time. */
  private static final Duration ENDING_MAX = Duration.ofMinutes(10);

  private final KuotaServer node;
  private final ServerClient client;
  private final MixedBuyers buyers;
  private long unknown;

  private FullSpeed(KuotaServer node, ServerClient client, MixedBuyers buyers) {
    this.node = node;
    this.client = client;
    this.buyers = buyers;
  }

  /** Opens the sale; a hold lives so long. */
  static FullSpeed open(KuotaServer node, ServerClient client, Duration hold) {
    Instant now = Instant.now();
    client.openSale(
        new Terms(
            SALE,
            now.minus(Duration.ofMinutes(10)),
            now.plus(Duration.ofDays(1)),
            hold,
            PER_BUYER,
            Map.of(OFFER, CAPACITY),
            List.of(new Offer(OFFER, "CAT 1", 100_000, 0, 0, List.of(OFFER)))));
    String body = ServerClient.orderBody(SALE, "buyer-{number}", List.of(new Line(OFFER, 1)));
    var orders =
        NumberedRequest.post(
            "127.0.0.1",
            "/v1/orders",
            List.of("Idempotency-Key: order-of-bench-{number}"),
            body,
            new AtomicLong());
    return new FullSpeed(node, client, new MixedBuyers(orders));
  }

  /** Sells for this time. */
  void sell(Duration time) throws IOException {
    LoadResult result =
        LoadRun.play(
            node.jvm().address(), CONNECTIONS, buyers, new Arrivals.Saturating(time), buyers);
    unknown += result.answered() - result.answered(CREATED) + result.unknown();
  }

  /** Orders so far. */
  long orders() {
    return buyers.granted();
  }

  LiveMemory memory() throws IOException, InterruptedException {
    return LiveMemory.of(node.jvm().handle());
  }

  /** Waits until every hold has ended, and compares all books. */
  List<Violation> books(DatabaseSettings database) throws SQLException {
    long last = System.nanoTime() + ENDING_MAX.toNanos();
    QuotaAnswer quota = client.quota(SALE, OFFER);
    while (quota.held() > 0 && System.nanoTime() < last) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      quota = client.quota(SALE, OFFER);
    }
    return OrdersInJournal.count(database).against(orders(), unknown, quota);
  }
}
