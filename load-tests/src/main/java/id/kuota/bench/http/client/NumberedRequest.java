package id.kuota.bench.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The same request again and again, with a number that grows: wherever the text says {@code
 * {number}} stand twelve digits. The bytes are made once; only the digits are written anew. Not
 * thread-safe.
 */
public final class NumberedRequest implements Requests {

  private static final String MARK = "{number}";
  private static final int DIGITS = 12;

  private final byte[] bytes;
  private final int[] places;
  private final AtomicLong numbers;

  private NumberedRequest(byte[] bytes, int[] places, AtomicLong numbers) {
    this.bytes = bytes;
    this.places = places;
    this.numbers = numbers;
    if (bytes.length > BYTES_MAX) {
      throw new IllegalArgumentException("a request of %d bytes".formatted(bytes.length));
    }
  }

  /** Returns a request without a body. */
  public static NumberedRequest get(String host, String path, AtomicLong numbers) {
    return of("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host), numbers);
  }

  /**
   * Returns a request with a body of JSON.
   *
   * @param headers each as {@code Name: value}
   * @param numbers gives the last number that was used; shared by requests that must not repeat
   *     each other's
   */
  public static NumberedRequest post(
      String host, String path, List<String> headers, String json, AtomicLong numbers) {
    int length = json.getBytes(UTF_8).length + count(json) * (DIGITS - MARK.length());
    var text = new StringBuilder("POST %s HTTP/1.1\r\nHost: %s\r\n".formatted(path, host));
    headers.forEach(header -> text.append(header).append("\r\n"));
    text.append("Content-Type: application/json\r\nContent-Length: ").append(length);
    return of(text.append("\r\n\r\n").append(json).toString(), numbers);
  }

  @Override
  public void putNext(ByteBuffer out) {
    int start = out.position();
    out.put(bytes);
    if (places.length == 0) return;
    long rest = numbers.incrementAndGet();
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      byte character = (byte) ('0' + rest % 10);
      rest /= 10;
      for (int place : places) {
        out.put(start + place + digit, character);
      }
    }
  }

  private static NumberedRequest of(String text, AtomicLong numbers) {
    String[] parts = text.split(Pattern.quote(MARK), -1);
    var places = new ArrayList<Integer>();
    var filled = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      places.add(filled.toString().getBytes(UTF_8).length);
      filled.append("0".repeat(DIGITS)).append(parts[i]);
    }
    return new NumberedRequest(
        filled.toString().getBytes(UTF_8),
        places.stream().mapToInt(Integer::intValue).toArray(),
        numbers);
  }

  private static int count(String text) {
    return text.split(Pattern.quote(MARK), -1).length - 1;
  }

  @Override
  public String toString() {
    return new String(bytes, UTF_8);
  }
}
