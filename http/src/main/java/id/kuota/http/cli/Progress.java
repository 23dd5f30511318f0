package id.kuota.http.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * The progress of long work: a bar on a terminal, a line every ten seconds elsewhere, so that a log
 * does not fill up with bars.
 */
final class Progress implements AutoCloseable {

  private static final long LINE_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final String task;
  private final String unit;
  private final @Nullable ProgressBar bar;
  private long lastLine = System.nanoTime();

  Progress(String task, String unit) {
    this.task = task;
    this.unit = unit;
    this.bar =
        Console.isTerminal()
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .build()
            : null;
  }

  void at(long done, long total) {
    if (bar != null) {
      bar.maxHint(total).stepTo(done);
      return;
    }
    long now = System.nanoTime();
    if (now - lastLine >= LINE_EVERY_NANOS) {
      lastLine = now;
      new Console()
          .say(
              String.format(
                  Locale.ROOT,
                  "%s: %,d of %,d %s (%d %%)",
                  task,
                  done,
                  total,
                  unit,
                  total == 0 ? 100 : done * 100 / total));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
