package id.kuota.http.proof;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * All that this process logs while it is open: Kuota at DEBUG and everything else at INFO, with
 * keys, values, context and stack traces; kept from the console.
 */
final class LoggedText implements AutoCloseable {

  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private static final Logger KUOTA = (Logger) LoggerFactory.getLogger("id.kuota");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Level rootLevel = ROOT.getLevel();
  private final @Nullable Appender<ILoggingEvent> console = ROOT.getAppender("console");
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(text(event));
        }
      };

  LoggedText() {
    if (console != null) ROOT.detachAppender(console);
    ROOT.setLevel(Level.INFO);
    KUOTA.setLevel(Level.DEBUG);
    appender.setContext(ROOT.getLoggerContext());
    appender.start();
    ROOT.addAppender(appender);
  }

  /** Returns the lines with one of these texts, in whatever case. */
  List<String> linesWith(Collection<String> texts) {
    List<String> small = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    return lines.stream()
        .filter(line -> small.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains))
        .toList();
  }

  Collection<String> lines() {
    return List.copyOf(lines);
  }

  private static String text(ILoggingEvent event) {
    var text = new StringBuilder();
    text.append(event.getLevel()).append(' ').append(event.getLoggerName()).append(' ');
    text.append('[').append(event.getThreadName()).append("] ").append(event.getFormattedMessage());
    if (event.getKeyValuePairs() != null)
      event.getKeyValuePairs().forEach(it -> text.append(' ').append(it));
    event.getMDCPropertyMap().forEach((key, value) -> text.append(' ').append(key + "=" + value));
    if (event.getThrowableProxy() != null) {
      text.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return text.toString();
  }

  @Override
  public void close() {
    ROOT.detachAppender(appender);
    ROOT.setLevel(rootLevel);
    KUOTA.setLevel(null);
    if (console != null) ROOT.addAppender(console);
  }
}
