package id.kuota.bench.http.server;

import id.kuota.bench.surroundings.JavaCommand;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a JVM of its own, with our class path. It ends with this JVM, if not before. */
public final class ChildJvm implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(60);
  private static final int CONNECT_MILLIS = 50;
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private final Process process;
  private final InetSocketAddress address;
  private final Thread hook;

  private ChildJvm(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
    this.hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * What is to be run.
   *
   * @param flags for its JVM, besides those of a node
   * @param port where it listens when it is ready
   * @param log gets all that it says
   */
  record Program(
      List<String> flags,
      String main,
      List<String> arguments,
      Map<String, String> environment,
      int port,
      Path log) {}

  /**
   * Starts it, and returns when it takes connections.
   *
   * @throws IOException if it ends or is not ready in time; the message names the log
   */
  static ChildJvm start(Program program) throws IOException {
    var command = JavaCommand.of(program.flags(), program.main(), program.arguments());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(program.environment());
    builder.redirectOutput(Redirect.appendTo(program.log().toFile()));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), program.port());
    var child = new ChildJvm(builder.start(), address);
    try {
      child.awaitReady(program);
      return child;
    } catch (IOException e) {
      child.close();
      throw e;
    }
  }

  public InetSocketAddress address() {
    return address;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Lets it end in order, or ends it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** Returns a port that is free at this moment. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Program program) throws IOException {
    long last = System.nanoTime() + START_MAX.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > last) {
        throw new IOException(
            "%s does not take connections; see %s".formatted(program.main(), program.log()));
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private boolean isListening() {
    try (var socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
