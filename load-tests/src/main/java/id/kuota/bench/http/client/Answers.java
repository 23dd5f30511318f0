package id.kuota.bench.http.client;

import java.nio.ByteBuffer;

/** Who looks at answers while they come. Called by the thread of the client: be quick. */
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
}
