package id.kuota.http.cli;

import id.kuota.http.node.StartSteps;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prints for people: plain text, colour only on a terminal that wants it. */
final class Console implements StartSteps {

  /** Back to the begin of the line, and nothing on it. */
  private static final String CLEAR = "\r\u001b[K";

  private static final boolean COLOUR = isTerminal() && System.getenv("NO_COLOR") == null;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /**
   * Returns whether a person sits in front of it; without a terminal there may be no console at
   * all.
   */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null when input or output is redirected.
  static boolean isTerminal() {
    java.io.Console console = System.console();
    return console != null && console.isTerminal();
  }

  void say(String line) {
    out.println(line);
  }

  /** Prints this as it is, without an end of line. */
  void write(String text) {
    out.print(text);
    out.flush();
  }

  /** Takes the message of an exception as it is, which may be missing. */
  void error(@Nullable String line) {
    System.err.println(paint("31", "error") + "  " + line);
  }

  String bold(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  /** Says what is being done before it is done, and completes the line with how long it took. */
  @Override
  public <T> T doing(String step, Function<Consumer<String>, T> work, Function<T, String> done) {
    String begin = String.format(Locale.ROOT, "  %-12s ", step);
    out.print(begin);
    out.flush();
    long start = System.nanoTime();
    try {
      T result = work.apply(news -> news(begin + faint(news)));
      double seconds = (System.nanoTime() - start) / 1e9;
      out.println(
          (isTerminal() ? CLEAR + begin : "")
              + done.apply(result)
              + faint(String.format(Locale.ROOT, "  %.1f s", seconds)));
      return result;
    } catch (RuntimeException e) {
      out.println(paint("31", "failed"));
      throw e;
    }
  }

  /** In the place of what the line said before; a log gets the end of a step only. */
  private void news(String line) {
    if (!isTerminal()) return;
    out.print(CLEAR + line);
    out.flush();
  }

  private static String paint(String code, String text) {
    return COLOUR ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
