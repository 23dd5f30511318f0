package id.kuota.bench.http;

import id.kuota.bench.http.client.NumberedRequest;
import id.kuota.load.sale.Line;
import id.kuota.load.sale.Offer;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.Json;
import id.kuota.load.server.QuotaAnswer;
import id.kuota.load.server.ServerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A sale with one offer and one quota, whose holds outlive the bench. */
record BenchSale(String name, long capacity, int unitsPerBuyer) {

  private static final String OFFER = "cat1";
  private static final Duration HOLD = Duration.ofDays(1);
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(10);
  private static final int OK = 200;
  private static final int CREATED = 201;

  /** The simulator's method that pays by itself. */
  private static final String INSTANT = "instant";

  private static final Duration PAID_MAX = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /** Puts it on sale. */
  void open(ServerClient server) {
    Instant now = Instant.now();
    server.openSale(
        new Terms(
            name,
            now.minus(CLOCK_DIFFERENCE),
            now.plus(HOLD),
            HOLD,
            unitsPerBuyer,
            Map.of(OFFER, capacity),
            List.of(new Offer(OFFER, "CAT 1", 5_000_000, 15, 5_000, List.of(OFFER)))));
  }

  /** One order of one unit after the other, each of a buyer of its own. */
  NumberedRequest orders(AtomicLong numbers) {
    String body =
        ServerClient.orderBody(name, "buyer-{number}@example.org", List.of(new Line(OFFER, 1)));
    return NumberedRequest.post(
        "127.0.0.1",
        "/v1/orders",
        List.of("Idempotency-Key: order-of-bench-{number}"),
        body,
        numbers);
  }

  NumberedRequest availability(AtomicLong numbers) {
    return NumberedRequest.get("127.0.0.1", "/v1/sales/" + name + "/availability", numbers);
  }

  /** Returns the answer to one order. */
  String place(ServerClient server, String key) {
    return server
        .place("order-of-bench-" + key, name, key + "@example.org", List.of(new Line(OFFER, 1)))
        .body();
  }

  /** Buyers buy all of it and pay. Needs a node with the payment simulator. */
  void sellOut(ServerClient server) throws TimeoutException {
    for (int number = 1; number <= capacity; number++) {
      String order = Json.text(place(server, "early-" + number), "id");
      ServerClient.Answer paid = server.pay(order, INSTANT);
      if (paid.status() != CREATED) {
        throw new IllegalStateException("the order %s cannot be paid: %s".formatted(order, paid));
      }
    }
    long last = System.nanoTime() + PAID_MAX.toNanos();
    while (quota(server).sold() < capacity) {
      if (System.nanoTime() > last) throw new TimeoutException("not all is paid: " + quota(server));
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  OrderBooks books(ServerClient server) {
    return new OrderBooks(name, () -> quota(server), path -> server.order(id(path)).status() == OK);
  }

  private QuotaAnswer quota(ServerClient server) {
    return server.quota(name, OFFER);
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
