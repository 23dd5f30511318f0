package id.kuota.engine.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * An event of the log: a constant of one of the catalogues, which are enums. Nothing else is
 * logged, so that docs/reference/log-events.md lists every line. Thread-safe.
 */
public interface LogEntry {

  /** A value that is longer ends there: a line must not fill a disk. */
  int VALUE_MAX = 2_000;

  /** Line breaks and what else a terminal obeys; a value must not begin a line of its own. */
  Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  /** Returns what is fixed of it. */
  LogForm form();

  /** Returns the constant's name. */
  String name();

  /** Returns its name in the log and in the reference. */
  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Logs it.
   *
   * @param values one for each key, in their order; a duration becomes milliseconds, null is left
   *     out
   */
  default void log(Logger logger, @Nullable Object... values) {
    write(logger, null, values);
  }

  /** Logs it with the stack trace of a failure; values as of {@link #log}. */
  default void logThrown(Logger logger, Throwable failure, @Nullable Object... values) {
    write(logger, failure, values);
  }

  private void write(Logger logger, @Nullable Throwable failure, @Nullable Object... values) {
    if (!logger.isEnabledForLevel(form().level())) return;
    LoggingEventBuilder line =
        logger.atLevel(form().level()).addKeyValue(LogKey.EVENT.label(), code());
    List<LogKey> keys = form().keys();
    for (int i = 0; i < Math.min(keys.size(), values.length); i++) {
      Object value = values[i];
      if (value != null) line = line.addKeyValue(keys.get(i).label(), shown(value));
    }
    if (failure != null) line = line.setCause(failure);
    line.log(form().message());
  }

  private static Object shown(Object value) {
    return switch (value) {
      case Number number -> number;
      case Duration duration -> duration.toMillis();
      default -> bounded(CONTROL.matcher(value.toString()).replaceAll(" "));
    };
  }

  private static String bounded(String text) {
    return text.length() <= VALUE_MAX ? text : text.substring(0, VALUE_MAX) + "...";
  }
}
