package id.kuota.bench.lab.start;

import id.kuota.bench.http.client.NumberedRequest;
import id.kuota.bench.http.client.Requests;
import id.kuota.bench.result.Violation;
import id.kuota.load.sale.Line;
import id.kuota.load.sale.Offer;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.QuotaAnswer;
import id.kuota.load.server.ServerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A sale that outlives its nodes, and the answers to its buyers. Not thread-safe. */
final class StartSale {

  static final String OFFER = "cat1";

  private static final String NAME = "bench-start";
  private static final long CAPACITY = 1_000_000;
  private static final int PER_BUYER = 4;

  private final AtomicLong numbers = new AtomicLong();
  private long granted;
  private long unknown;

  String name() {
    return NAME;
  }

  void open(ServerClient client) {
    Instant now = Instant.now();
    Duration day = Duration.ofDays(1);
    client.openSale(
        new Terms(
            NAME,
            now.minus(Duration.ofMinutes(10)),
            now.plus(day),
            day,
            PER_BUYER,
            Map.of(OFFER, CAPACITY),
            List.of(new Offer(OFFER, "CAT 1", 1_000, 0, 0, List.of(OFFER)))));
  }

  /** Orders of one unit, each of a buyer of its own. */
  Requests orders() {
    String body = ServerClient.orderBody(NAME, "buyer-{number}", List.of(new Line(OFFER, 1)));
    return NumberedRequest.post(
        "127.0.0.1",
        "/v1/orders",
        List.of("Idempotency-Key: order-of-bench-{number}"),
        body,
        numbers);
  }

  /** So many orders were granted, and so many more may have been. */
  void granted(long orders, long perhaps) {
    granted += orders;
    unknown += perhaps;
  }

  /** What a node knows of all that its predecessors have granted. */
  List<Violation> books(ServerClient client) {
    QuotaAnswer now = client.quota(NAME, OFFER);
    return now.held() >= granted
            && now.held() <= granted + unknown
            && now.available() + now.held() == CAPACITY
        ? List.of()
        : List.of(
            new Violation(
                NAME,
                "%d orders were granted and %d may have been; the quota says %s"
                    .formatted(granted, unknown, now)));
  }
}
