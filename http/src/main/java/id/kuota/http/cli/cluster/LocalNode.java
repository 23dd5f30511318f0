package id.kuota.http.cli.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node in a process of its own, which is started again when it fails. Thread-safe; only {@link
 * #stop} blocks.
 */
public final class LocalNode {

  /** What it does. */
  public enum State {
    WAITING,
    STARTING,
    READY,
    /** It was ready, and is not. */
    NOT_READY,
    /** It has failed, and is started again after a pause. */
    RESTARTING,
    STOPPING,
    ENDED
  }

  private static final int NODE_LOST = 75;
  private static final int SIGKILL = 128 + 9;

  private final NodePorts ports;
  private final ProcessCommand command;
  private final Consumer<String> news;
  private final RestartRule rule = new RestartRule();
  private State state = State.WAITING;
  private @Nullable Process process;
  private boolean mayEnd;
  private long startedNanos;

  /**
   * Creates a node that waits for its start.
   *
   * @param news receives in one sentence when it ends or starts again
   */
  public LocalNode(NodePorts ports, ProcessCommand command, Consumer<String> news) {
    this.ports = ports;
    this.command = command;
    this.news = news;
  }

  public NodePorts ports() {
    return ports;
  }

  public synchronized State state() {
    return state;
  }

  /** Returns the number of its process, while there is one. */
  public synchronized Optional<Long> pid() {
    return Optional.ofNullable(process).filter(Process::isAlive).map(Process::pid);
  }

  /** Returns the last lines that it has printed. */
  public String endOfLog() {
    return command.endOfLog();
  }

  /** Starts it, unless it runs or was stopped. */
  synchronized void start() {
    if (mayEnd || (process != null && process.isAlive())) return;
    state = State.STARTING;
    startedNanos = System.nanoTime();
    try {
      Process started = command.start();
      process = started;
      var _ = started.onExit().thenAccept(ended -> ended(ended.exitValue()));
    } catch (IOException e) {
      state = State.ENDED;
      news.accept("node %d cannot be started: %s".formatted(ports.number(), e.getMessage()));
    }
  }

  private synchronized void ended(int code) {
    if (mayEnd) {
      state = State.ENDED;
      return;
    }
    Duration ran = Duration.ofNanos(System.nanoTime() - startedNanos);
    Optional<Duration> pause = rule.after(code, ran);
    String how = "node %d %s".formatted(ports.number(), words(code));
    if (pause.isEmpty()) {
      state = State.ENDED;
      news.accept(how + " and is not started again; its log is " + command.log());
      return;
    }
    state = State.RESTARTING;
    news.accept(how + "; it is started again in " + pause.get().toSeconds() + " s");
    CompletableFuture.delayedExecutor(pause.get().toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::start);
  }

  private static String words(int code) {
    return switch (code) {
      case NODE_LOST -> "is out of the cluster (its process ended with code 75)";
      case SIGKILL -> "was killed";
      default -> "ended with code " + code;
    };
  }

  /** Records whether its {@code /ready} says so. */
  synchronized void observed(boolean ready) {
    if (process == null || !process.isAlive() || state == State.STOPPING) return;
    if (ready) {
      state = State.READY;
    } else if (state == State.READY) {
      state = State.NOT_READY;
    }
  }

  /**
   * Lets it leave the cluster, and returns when its process has ended. It is not started again.
   *
   * @param most then the process is killed
   * @return whether it left by itself
   */
  boolean stop(Duration most) {
    Process running = beginStop();
    if (running == null) return true;
    running.destroy();
    try {
      if (running.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.destroyForcibly();
    return false;
  }

  private synchronized @Nullable Process beginStop() {
    mayEnd = true;
    Process running = process;
    boolean isRunning = running != null && running.isAlive();
    state = isRunning ? State.STOPPING : State.ENDED;
    return isRunning ? running : null;
  }
}
