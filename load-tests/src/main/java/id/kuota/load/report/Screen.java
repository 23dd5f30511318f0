package id.kuota.load.report;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where a person reads along. On a terminal the line of progress is written over every second;
 * elsewhere a new one comes every ten seconds. Thread-safe.
 */
public final class Screen {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private boolean progressShown;

  /** Progress that is shown until it is closed. */
  public interface Progress extends AutoCloseable {
    @Override
    void close();
  }

  public Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Standard output, as it is when this is called. */
  @SuppressWarnings("SystemConsoleNull") // By its contract it may be null.
  public static Screen ofThisProcess() {
    Console console = System.console();
    return new Screen(System.out, console != null && console.isTerminal());
  }

  /** Prints whole lines. */
  public synchronized void say(String text) {
    if (progressShown) out.print(CLEAR_LINE);
    progressShown = false;
    out.println(text);
    out.flush();
  }

  /** Shows {@code line} again and again. */
  public Progress progress(Supplier<String> line) {
    Duration period = terminal ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    var _ =
        clock.scheduleAtFixedRate(
            () -> show(line.get()), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return () -> {
      clock.shutdownNow();
      clear();
    };
  }

  private synchronized void show(String line) {
    if (terminal) {
      out.print(CLEAR_LINE + line);
      progressShown = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  private synchronized void clear() {
    if (progressShown) out.print(CLEAR_LINE);
    progressShown = false;
    out.flush();
  }
}
