package id.kuota.http.log;

import id.kuota.engine.telemetry.EngineLog;
import id.kuota.engine.telemetry.LogEntry;
import id.kuota.engine.telemetry.LogKey;
import id.kuota.http.payment.simulator.SimulatorLog;
import id.kuota.persistence.log.PersistenceLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All events of the log, and the page that lists them. */
final class LogCatalogue {

  /** In the order of the page. */
  private static final Map<String, LogEntry[]> PARTS = parts();

  private LogCatalogue() {}

  private static Map<String, LogEntry[]> parts() {
    var parts = new LinkedHashMap<String, LogEntry[]>();
    parts.put("Node and cluster", NodeLog.values());
    parts.put("Journal, leases, projections and database", PersistenceLog.values());
    parts.put("Edge", EdgeLog.values());
    parts.put("Payments", PaymentLog.values());
    parts.put("Engine", EngineLog.values());
    parts.put("Payment simulator, for development only", SimulatorLog.values());
    return parts;
  }

  static List<LogEntry> events() {
    var events = new ArrayList<LogEntry>();
    PARTS.values().forEach(part -> events.addAll(List.of(part)));
    return events;
  }

  /** Returns the page below its remark. */
  static String page() {
    var page = new StringBuilder("# Log events\n\n");
    page.append(
        """
        Every line that Kuota logs is one of these events, and carries its name as `event`. With `LOG_FORMAT=json` (the image, the unit)
        each key is a field beside `@timestamp` (ISO 8601, UTC), `level`, `message`, `logger_name` and `thread_name`; in text it is `key="value"`
        behind the message. Trouble that lasts is one line when it begins and one when it has ended. WARN is for this day, ERROR for now.
        Lines of libraries (Pekko, HikariCP, Flyway) have no `event`.

        No line has a name, an address, a key, a secret or the code of a ticket (`PrivateLogIT`). The id of an order is logged: it opens the
        order to its holder, so the log is for operators only.
        """);
    PARTS.forEach((title, events) -> append(page, title, events));
    page.append("\n## Keys\n\n| Key | Value |\n|---|---|\n");
    for (LogKey key : LogKey.values()) {
      page.append("| `%s` | %s |\n".formatted(key.label(), key.meaning()));
    }
    return page.toString();
  }

  private static void append(StringBuilder page, String title, LogEntry[] events) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| Event | Level | Message and keys | Meaning | What to do |\n");
    page.append("|---|---|---|---|---|\n");
    for (LogEntry event : events) {
      String keys =
          String.join(
              " ", event.form().keys().stream().map(key -> "`" + key.label() + "`").toList());
      page.append(
          "| `%s` | %s | %s %s | %s | %s |\n"
              .formatted(
                  event.code(),
                  event.form().level(),
                  event.form().message(),
                  keys,
                  event.form().meaning(),
                  event.form().action())
              .replaceAll(" +", " "));
    }
  }
}
