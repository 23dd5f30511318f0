package id.kuota.bench.http.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A listener for answers as they come. Called by the thread of the client: be quick. */
@FunctionalInterface
public interface Answers {

  /** Looks at none. */
  Answers IGNORED = (status, answer) -> {};

  /**
   * An answer came.
   *
   * @param answer its first bytes, head and body, at most {@link AnswerBuffer#BYTES_KEPT}; valid
   *     only during the call
   */
  void heard(int status, ByteBuffer answer);

  /** Returns the path that an answer names as its {@code Location}. */
  static Optional<String> location(ByteBuffer answer) {
    var bytes = new byte[answer.remaining()];
    answer.get(bytes);
    String text = new String(bytes, US_ASCII);
    String line = "\r\nLocation: ";
    int start = text.indexOf(line);
    if (start < 0) return Optional.empty();
    int from = start + line.length();
    return Optional.of(text.substring(from, text.indexOf("\r\n", from)));
  }
}
