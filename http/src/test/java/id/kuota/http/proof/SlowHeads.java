package id.kuota.http.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that begin a head and go on with a byte every few seconds; a rejected one comes back. One
 * thread for all of them.
 */
final class SlowHeads implements AutoCloseable {

  private static final byte[] BEGINNING =
      "GET /healthz HTTP/1.1\r\nHost: a\r\nX-".getBytes(US_ASCII);
  private static final Duration ROUND = Duration.ofSeconds(2);

  private final int port;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final AtomicInteger sentAway = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closed;

  SlowHeads(int port, int many) {
    this.port = port;
    this.thread = Thread.ofPlatform().daemon().name("slow-heads").start(() -> run(many));
  }

  /** How many of them the server has sent away. */
  int sentAway() {
    return sentAway.get();
  }

  private void run(int many) {
    for (int i = 0; i < many && !closed; i++) channels.add(open(i));
    while (!closed) {
      for (int i = 0; i < many && !closed; i++) drip(i);
      LockSupport.parkNanos(ROUND.toNanos());
    }
    channels.forEach(SlowHeads::close);
  }

  /** From many addresses of the loopback network. */
  private SocketChannel open(int number) {
    try {
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(
          new InetSocketAddress(
              InetAddress.ofLiteral(
                  "127.0.%d.%d".formatted(number / 200 % 200 + 1, number % 200 + 1)),
              0));
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.write(ByteBuffer.wrap(BEGINNING));
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      throw new IllegalStateException("slow head " + number, e);
    }
  }

  private void drip(int number) {
    SocketChannel channel = channels.get(number);
    try {
      boolean isEnded = channel.read(ByteBuffer.allocate(512)) != 0;
      if (!isEnded) channel.write(ByteBuffer.wrap(new byte[] {'x'}));
      if (isEnded) again(number);
    } catch (IOException reset) {
      again(number);
    }
  }

  private void again(int number) {
    sentAway.incrementAndGet();
    close(channels.get(number));
    try {
      channels.set(number, open(number));
    } catch (IllegalStateException refused) {
      // It tries again in the next round.
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    await().atMost(Duration.ofSeconds(20)).until(() -> !thread.isAlive());
  }
}
