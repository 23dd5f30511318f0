package id.kuota.bench.gate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import id.kuota.bench.http.client.Requests;
import java.nio.ByteBuffer;
import java.util.List;

/** One scan of every ticket, in turn at the gates. Used by one thread at a time. */
final class Scans implements Requests {

  private static final int GATES = 10;

  private final String sale;
  private final String key;
  private final List<String> codes;
  private int next;

  Scans(String sale, String key, List<String> codes) {
    this.sale = sale;
    this.key = key;
    this.codes = codes;
  }

  /** Returns how many were made. */
  int made() {
    return next;
  }

  @Override
  public void putNext(ByteBuffer out) {
    String body = "{\"code\":\"%s\",\"nonce\":\"scan-%d\"}".formatted(codes.get(next), next);
    String head =
        "POST /v1/gates/%s.gate-%d/redeem HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(sale, next % GATES, key, body.length());
    next++;
    out.put(head.getBytes(US_ASCII)).put(body.getBytes(US_ASCII));
  }
}
