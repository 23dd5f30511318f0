package id.kuota.bench.lab.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.http.client.NumberedRequest;
import id.kuota.bench.http.client.Requests;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MixedBuyersTest {

  private final MixedBuyers buyers =
      new MixedBuyers(
          NumberedRequest.post("127.0.0.1", "/v1/orders", List.of(), "{}", new AtomicLong()));

  @Test
  void ofTenOrdersOneIsPaidAndOneIsCancelled() {
    for (int order = 0; order < 10; order++) {
      buyers.heard(
          201, bytes("HTTP/1.1 201 Created\r\nLocation: /v1/orders/ord_" + order + "\r\n\r\n"));
    }
    assertThat(firstLines(4))
        .containsExactly(
            "POST /v1/orders/ord_3/payments HTTP/1.1",
            "POST /v1/orders/ord_7/cancel HTTP/1.1",
            "POST /v1/orders HTTP/1.1",
            "POST /v1/orders HTTP/1.1");
    assertThat(buyers.granted()).isEqualTo(10);
  }

  @Test
  void aPaymentIsAsLongAsItSays() {
    for (int order = 0; order < 4; order++) {
      buyers.heard(201, bytes("HTTP/1.1 201 Created\r\nLocation: /v1/orders/ord_1\r\n\r\n"));
    }
    String payment = next();
    String body = payment.substring(payment.indexOf("\r\n\r\n") + 4);
    assertThat(payment).contains("Content-Length: " + body.length() + "\r\n");
    assertThat(body).isEqualTo("{\"method\":\"instant\"}");
  }

  @Test
  void refusalsAndPaymentsAreNoOrders() {
    buyers.heard(409, bytes("HTTP/1.1 409 Conflict\r\nLocation: /v1/orders/ord_1\r\n\r\n"));
    buyers.heard(201, bytes("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}"));
    assertThat(buyers.granted()).isZero();
  }

  private List<String> firstLines(int count) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < count; i++) lines.add(next().lines().findFirst().orElseThrow());
    return lines;
  }

  private String next() {
    ByteBuffer out = ByteBuffer.allocate(Requests.BYTES_MAX);
    buyers.putNext(out);
    return new String(out.array(), 0, out.position(), US_ASCII);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }
}
