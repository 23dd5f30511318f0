package id.kuota.http.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import org.slf4j.LoggerFactory;

/** Counts what is logged as WARN and as ERROR. An appender, for those alone see what is logged. */
public final class LogEvents extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AutoCloseable {

  private final Telemetry.Counter warnings;
  private final Telemetry.Counter errors;

  private LogEvents(Telemetry telemetry) {
    this.warnings = telemetry.counter(Metric.LOG_EVENTS, "warn");
    this.errors = telemetry.counter(Metric.LOG_EVENTS, "error");
    setName("log-events");
  }

  /** Counts from now on until it is closed; nothing where the log is not Logback's. */
  public static LogEvents count(Telemetry telemetry) {
    var events = new LogEvents(telemetry);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
      events.setContext(logback);
      events.start();
      logback.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(events);
    }
    return events;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().equals(Level.ERROR)) errors.increment();
    else if (event.getLevel().equals(Level.WARN)) warnings.increment();
  }

  @Override
  public void close() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
      logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
    }
    stop();
  }
}
