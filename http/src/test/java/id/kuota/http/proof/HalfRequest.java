package id.kuota.http.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** A request that the server has begun to read and that waits for its body: surely accepted. */
final class HalfRequest implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final BufferedReader answers;
  private final byte[] body;

  private HalfRequest(Socket socket, BufferedReader answers, byte[] body) {
    this.socket = socket;
    this.answers = answers;
    this.body = body;
  }

  /** Sends the head of an order, and returns when the server asks for the body. */
  static HalfRequest begin(int port, String body, String key) {
    try {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      byte[] bytes = body.getBytes(UTF_8);
      String head =
          """
          POST /v1/orders HTTP/1.1\r
          Host: localhost\r
          Content-Type: application/json\r
          Content-Length: %d\r
          Idempotency-Key: %s\r
          Expect: 100-continue\r
          \r
          """
              .formatted(bytes.length, key);
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      String answer = readHead(answers);
      if (!answer.startsWith("HTTP/1.1 100 ")) {
        throw new AssertionError("not asked for the body but told: " + answer);
      }
      return new HalfRequest(socket, answers, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the body; returns the status line and the headers of the answer. */
  String finish() {
    try {
      socket.getOutputStream().write(body);
      return readHead(answers);
    } catch (IOException e) {
      throw new UncheckedIOException("a request that was accepted got no answer", e);
    }
  }

  private static String readHead(BufferedReader answers) throws IOException {
    var head = new StringBuilder();
    for (String line = answers.readLine();
        line != null && !line.isEmpty();
        line = answers.readLine()) {
      head.append(line).append('\n');
    }
    return head.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
