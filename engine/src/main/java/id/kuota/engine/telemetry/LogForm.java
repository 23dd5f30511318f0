package id.kuota.engine.telemetry;

import java.util.List;
import org.slf4j.event.Level;

/**
 * What is fixed of an event of the log.
 *
 * @param message what happened, and in a few words what the operator does next
 * @param meaning a sentence for the reference
 * @param action what the operator does; "Nothing." where it is only news
 * @param keys of its values, in their order
 */
public record LogForm(
    Level level, String message, String meaning, String action, List<LogKey> keys) {

  private static final String NOTHING = "Nothing.";

  /** Returns the form of an event that only a search for a fault needs. */
  public static LogForm debug(String message, String meaning, LogKey... keys) {
    return new LogForm(Level.DEBUG, message, meaning, NOTHING, List.of(keys));
  }

  /** Returns the form of news that ask for nothing. */
  public static LogForm info(String message, String meaning, LogKey... keys) {
    return new LogForm(Level.INFO, message, meaning, NOTHING, List.of(keys));
  }

  /** Returns the form of an event that an operator looks at on this day. */
  public static LogForm warn(String message, String meaning, String action, LogKey... keys) {
    return new LogForm(Level.WARN, message, meaning, action, List.of(keys));
  }

  /** Returns the form of an event that an operator looks at now. */
  public static LogForm error(String message, String meaning, String action, LogKey... keys) {
    return new LogForm(Level.ERROR, message, meaning, action, List.of(keys));
  }
}
