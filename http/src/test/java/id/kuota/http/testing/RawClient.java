package id.kuota.http.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says over a socket what no client library would say, and reads one answer of a known length. What
 * is sent is Latin-1: each character is one byte.
 */
public final class RawClient {

  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(15).toMillis();

  private final int port;

  public RawClient(int port) {
    this.port = port;
  }

  /** The first answer to what is sent; the connection stays open until it has come. */
  public EdgeClient.Answer send(String sent) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      RawAnswer answer = read(socket.getInputStream());
      return new EdgeClient.Answer(answer.status(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to " + sent.lines().findFirst().orElse(""), e);
    }
  }

  /** The same, and the answer is held against the contract. */
  public EdgeClient.Answer send(String method, String path, String rest) {
    EdgeClient.Answer answer = send(method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + rest);
    Contract.check(method, path, answer.raw());
    return answer;
  }

  /** All that comes until the server ends the connection. */
  public String everything(String sent) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("the connection did not end", e);
    }
  }

  private static RawAnswer read(InputStream input) throws IOException {
    String[] status = line(input).split(" ", 3);
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line = line(input); !line.isEmpty(); line = line(input)) {
      String[] parts = line.split(":", 2);
      headers
          .computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(parts[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).getFirst());
    byte[] body = input.readNBytes(length);
    return new RawAnswer(
        Integer.parseInt(status[1]), HttpHeaders.of(headers, (name, value) -> true), body);
  }

  private static String line(InputStream input) throws IOException {
    var line = new StringBuilder();
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0) throw new IOException("the connection ended after " + line);
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }
}
