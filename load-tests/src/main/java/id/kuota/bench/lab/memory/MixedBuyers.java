package id.kuota.bench.lab.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import id.kuota.bench.http.client.Answers;
import id.kuota.bench.http.client.NumberedRequest;
import id.kuota.bench.http.client.Requests;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Ordering buyers: of ten with an order one pays, one cancels, and eight abandon it, so that their
 * units come back at the deadline. For one thread, that of the client.
 */
final class MixedBuyers implements Requests, Answers {

  private static final int CREATED = 201;
  private static final int OF = 10;
  private static final int PAYS = 3;
  private static final int CANCELS = 7;

  /** Beyond it buyers forget what they wanted; that many are on their way at most. */
  private static final int WISHES_MAX = 10_000;

  private final NumberedRequest orders;
  private final ArrayDeque<String> wishes = new ArrayDeque<>();
  private long granted;

  MixedBuyers(NumberedRequest orders) {
    this.orders = orders;
  }

  /** Returns the number of answered orders. */
  long granted() {
    return granted;
  }

  @Override
  public void putNext(ByteBuffer out) {
    String wish = wishes.poll();
    if (wish == null) {
      orders.putNext(out);
    } else {
      out.put(wish.getBytes(US_ASCII));
    }
  }

  @Override
  public void heard(int status, ByteBuffer answer) {
    if (status != CREATED) return;
    // Only a new order has an address of its own; a payment is answered without one.
    Answers.location(answer).ifPresent(this::placed);
  }

  private void placed(String path) {
    int turn = (int) (granted++ % OF);
    if (wishes.size() >= WISHES_MAX) return;
    if (turn == PAYS) wishes.add(payment(path));
    if (turn == CANCELS) wishes.add(cancellation(path));
  }

  private static String payment(String order) {
    return """
        POST %s/payments HTTP/1.1\r
        Host: 127.0.0.1\r
        Idempotency-Key: pay-0123456789abcde\r
        Content-Type: application/json\r
        Content-Length: 20\r
        \r
        {"method":"instant"}"""
        .formatted(order);
  }

  private static String cancellation(String order) {
    return """
        POST %s/cancel HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Length: 0\r
        \r
        """
        .formatted(order);
  }
}
