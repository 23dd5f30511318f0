package id.kuota.bench.http.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Takes in one answer after another and finds out where each ends: reads the status and the length,
 * and nothing else. Of a long answer only the beginning is kept. Not thread-safe.
 */
final class AnswerBuffer {

  /** Bytes of an answer that are kept. */
  static final int BYTES_KEPT = 8 * 1024;

  private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);
  private static final int DIGITS_MAX = 9;
  private static final int LOWER_CASE = 0x20;
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final ByteBuffer kept = ByteBuffer.allocateDirect(BYTES_KEPT);
  private int scanned;
  private int status;

  /** Bytes of the whole answer; unknown until its head is complete. */
  private long length = -1;

  private long received;

  /**
   * Reads what is there.
   *
   * @return whether the answer is complete
   * @throws IOException if the connection has ended, or this is no answer that we can read
   */
  boolean read(ReadableByteChannel from, ByteBuffer scratch) throws IOException {
    int count = from.read(kept.hasRemaining() ? kept : scratch.clear());
    if (count < 0) throw new IOException("the server has closed the connection");
    received += count;
    if (length < 0 && !findHead()) return false;
    if (received > length) throw new IOException("more was answered than asked for");
    return received == length;
  }

  int status() {
    return status;
  }

  /** Returns what was kept of the answer, ready to be read. */
  ByteBuffer answer() {
    return kept.duplicate().flip();
  }

  /** Ready for the next answer. */
  void clear() {
    kept.clear();
    scanned = 0;
    length = -1;
    received = 0;
  }

  private boolean findHead() throws IOException {
    int end = kept.position() - 3;
    for (int at = scanned; at < end; at++) {
      if (kept.get(at) == '\r' && kept.get(at + 2) == '\r' && kept.get(at + 3) == '\n') {
        status = number(STATUS_AT);
        length = at + 4 + bodyLength(at + 2);
        return true;
      }
    }
    scanned = Math.max(0, end);
    if (!kept.hasRemaining()) throw new IOException("a head of more than " + BYTES_KEPT + " bytes");
    return false;
  }

  private long bodyLength(int headEnd) throws IOException {
    for (int line = nextLine(0); line < headEnd; line = nextLine(line)) {
      if (isLength(line)) return number(line + LENGTH.length);
    }
    if (status == 204 || status == 304) return 0;
    throw new IOException("an answer of status " + status + " without a Content-Length");
  }

  private int nextLine(int from) {
    int at = from;
    while (kept.get(at) != '\n') at++;
    return at + 1;
  }

  private boolean isLength(int line) {
    for (int i = 0; i < LENGTH.length; i++) {
      int character = kept.get(line + i);
      if ((character | LOWER_CASE) != (LENGTH[i] | LOWER_CASE)) return false;
    }
    return true;
  }

  private int number(int from) throws IOException {
    int at = from;
    while (kept.get(at) == ' ') at++;
    int value = 0;
    int last = Math.min(at + DIGITS_MAX, kept.position());
    int first = at;
    for (; at < last && kept.get(at) >= '0' && kept.get(at) <= '9'; at++) {
      value = value * 10 + kept.get(at) - '0';
    }
    if (at == first) throw new IOException("no number where one belongs: this is not HTTP");
    return value;
  }
}
