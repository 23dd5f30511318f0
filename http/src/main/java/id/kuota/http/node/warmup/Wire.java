package id.kuota.http.node.warmup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One kept connection to an edge on this machine. It understands the answers of our own edge and no
 * others: every one has a length. For one thread, which it blocks for {@link #PATIENCE_MILLIS}.
 */
final class Wire implements AutoCloseable {

  static final int PATIENCE_MILLIS = 10_000;

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final int ANSWER_MAX = 4 << 20;

  private final Socket socket = new Socket();
  private final InputStream in;
  private byte[] buffer = new byte[16 << 10];

  /**
   * An answer.
   *
   * @param location empty if there is none
   */
  record Answer(int status, String location, String body) {}

  Wire(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    in = socket.getInputStream();
  }

  Answer send(String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    int filled = 0;
    int head = -1;
    while (head < 0) {
      filled = more(filled);
      head = headEnd(filled);
    }
    var text = new String(buffer, 0, head, StandardCharsets.ISO_8859_1);
    String length = header(text, "\r\nContent-Length: ");
    int end = head + HEAD_END.length + (length.isEmpty() ? 0 : Integer.parseInt(length));
    while (filled < end) {
      filled = more(filled);
    }
    int body = head + HEAD_END.length;
    return new Answer(
        Integer.parseInt(text, 9, 12, 10),
        header(text, "\r\nLocation: "),
        new String(buffer, body, end - body, StandardCharsets.UTF_8));
  }

  private int more(int filled) throws IOException {
    if (filled == ANSWER_MAX) throw new IOException("an answer is longer than " + ANSWER_MAX);
    if (filled == buffer.length) buffer = Arrays.copyOf(buffer, 2 * filled);
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) throw new EOFException("the edge closed the connection");
    return filled + read;
  }

  private int headEnd(int filled) {
    for (int at = 0; at <= filled - HEAD_END.length; at++) {
      if (Arrays.equals(buffer, at, at + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) return at;
    }
    return -1;
  }

  private static String header(String head, String name) {
    int at = head.indexOf(name);
    if (at < 0) return "";
    int end = head.indexOf('\r', at + name.length());
    return head.substring(at + name.length(), end < 0 ? head.length() : end);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
