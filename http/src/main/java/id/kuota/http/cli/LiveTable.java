package id.kuota.http.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that is drawn again and again at one place of a terminal, under the lines that are said
 * meanwhile. Elsewhere only what is said is printed. Thread-safe.
 */
final class LiveTable {

  private static final int WIDTH = 110;

  private final Console console;
  private final boolean isTerminal;
  private List<String> shown = List.of();
  private int drawn;
  private boolean closed;

  LiveTable(Console console, boolean isTerminal) {
    this.console = console;
    this.isTerminal = isTerminal;
  }

  /** Says a line that stays. */
  synchronized void say(String line) {
    erase();
    console.say(line);
    draw();
  }

  /** Shows these lines in the place of those before. */
  synchronized void show(List<String> lines) {
    if (closed) return;
    var cut = new ArrayList<String>();
    lines.forEach(line -> cut.add(line.length() > WIDTH ? line.substring(0, WIDTH) : line));
    if (cut.equals(shown)) return;
    erase();
    shown = cut;
    draw();
  }

  /** Leaves what is shown where it is, and draws no more. */
  synchronized void close() {
    closed = true;
    shown = List.of();
    drawn = 0;
  }

  private void erase() {
    if (drawn > 0) console.write("\u001b[%dA\u001b[J".formatted(drawn));
    drawn = 0;
  }

  private void draw() {
    if (!isTerminal) return;
    shown.forEach(console::say);
    drawn = shown.size();
  }
}
