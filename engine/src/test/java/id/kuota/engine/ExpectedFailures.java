package id.kuota.engine;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.pekko.persistence.testkit.ExpectedFailure;
import org.jspecify.annotations.Nullable;

/** Keeps quiet about what a test has asked the journal to do: to fail. */
public final class ExpectedFailures extends Filter<ILoggingEvent> {

  private static final String NAME = ExpectedFailure.class.getName();

  @Override
  public FilterReply decide(ILoggingEvent event) {
    @Nullable IThrowableProxy cause = event.getThrowableProxy();
    while (cause != null && !cause.getClassName().startsWith(NAME)) {
      cause = cause.getCause();
    }
    return cause == null ? FilterReply.NEUTRAL : FilterReply.DENY;
  }
}
