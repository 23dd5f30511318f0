package id.kuota.persistence.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * A wire between a client and the server whose client can seem to stand still: the connections stay
 * open, and no answer is taken, as with a process that has got SIGSTOP.
 */
public final class Relay implements AutoCloseable {

  private final ServerSocket accepting;
  private final String host;
  private final int port;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean frozen;

  /** Leads to the server of these settings. */
  public Relay(DatabaseSettings server) {
    String address = server.url().replaceFirst("jdbc:postgresql://", "").replaceFirst("/.*", "");
    this.host = address.substring(0, address.indexOf(':'));
    this.port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    try {
      accepting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Returns the settings of a client that uses this wire. */
  public DatabaseSettings through(DatabaseSettings server) {
    String url = server.url().replace(host + ":" + port, "localhost:" + accepting.getLocalPort());
    return new DatabaseSettings(url, server.user(), server.password(), server.poolSize());
  }

  /** From now on no answer passes. */
  public void freeze() {
    frozen = true;
  }

  /** Ends all connections, and takes no others. */
  public void cut() {
    closed.countDown();
    try {
      accepting.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket client = accepting.accept();
        var server = new Socket(host, port);
        Thread.ofVirtual().start(() -> pass(client, server, false));
        Thread.ofVirtual().start(() -> pass(server, client, true));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      var buffer = new byte[8192];
      InputStream in = from.getInputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (answers && frozen) {
          closed.await();
          return;
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException e) {
      // The other side has ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    cut();
  }
}
