package id.kuota.bench.http.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** One kept-alive connection with at most one request on it. Not thread-safe. */
final class Connection {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer out = ByteBuffer.allocateDirect(Requests.BYTES_MAX);
  private final AnswerBuffer in = new AnswerBuffer();
  private long dueNanos;
  private boolean asked;

  private Connection(SocketChannel channel, Selector selector) throws IOException {
    this.channel = channel;
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  static Connection open(InetSocketAddress server, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(server, (int) CONNECT_TIMEOUT.toMillis());
      channel.configureBlocking(false);
      return new Connection(channel, selector);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Sends the next request.
   *
   * @param due when its buyer came
   */
  void ask(Requests requests, long due) throws IOException {
    asked = true;
    dueNanos = due;
    in.clear();
    requests.putNext(out.clear());
    out.flip();
    write();
  }

  /**
   * Goes on with what the selector says is possible.
   *
   * @return whether the answer has come
   */
  boolean proceed(ByteBuffer scratch) throws IOException {
    if (key.isWritable()) write();
    return key.isReadable() && in.read(channel, scratch) && answered();
  }

  boolean isAsked() {
    return asked;
  }

  long dueNanos() {
    return dueNanos;
  }

  AnswerBuffer in() {
    return in;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket that cannot be closed", e);
    }
  }

  private boolean answered() throws IOException {
    if (!asked) throw new IOException("an answer without a question");
    asked = false;
    return true;
  }

  private void write() throws IOException {
    channel.write(out);
    int interest =
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != interest) key.interestOps(interest);
  }
}
