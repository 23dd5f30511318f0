package id.kuota.http.log;

import static id.kuota.engine.telemetry.LogForm.error;
import static id.kuota.engine.telemetry.LogForm.info;
import static id.kuota.engine.telemetry.LogForm.warn;

import id.kuota.engine.telemetry.LogEntry;
import id.kuota.engine.telemetry.LogForm;
import id.kuota.engine.telemetry.LogKey;

/** What the edge logs. */
public enum EdgeLog implements LogEntry {
  REQUEST_FAILED(
      error(
          "request failed",
          "A fault of Kuota; the client got 500 with the number of the incident.",
          "Report it with its stack trace.",
          LogKey.INCIDENT,
          LogKey.METHOD,
          LogKey.PATH)),
  ORDERS_REFUSED(
      warn(
          "node refuses orders; more arrive than it answers in time",
          "The admission limit is reached. Refused buyers get 503 with Retry-After.",
          "Nothing for a peak. If it lasts, add a node, or look for what slows this one down.",
          LogKey.LIMIT)),
  CALLERS_REFUSED(
      warn(
          "callers are refused; they ask more often than their limit allows",
          "An address, a buyer or a device has used up its limit. It gets 429 with Retry-After.",
          "Nothing for robots. If a partner or a network of phones is meant, raise KUOTA_LIMIT_ADDRESS.",
          LogKey.LIMIT)),
  CALLERS_ADMITTED(
      info("no caller is refused any more", "All keep to their limits.", LogKey.AFTER_MS)),
  ORDERS_ADMITTED(
      info("node admits all orders again", "No order was refused for a while.", LogKey.AFTER_MS)),
  READ_MODELS_UNREAD(
      warn(
          "read models cannot be read; check the database",
          "Reports and lists answer 503; selling needs none of them.",
          "Check the database.",
          LogKey.CAUSE)),
  READ_MODELS_READ_AGAIN(
      info("read models are read again", "Reports and lists answer.", LogKey.AFTER_MS)),
  REPORTS_UNREAD(
      warn(
          "reports cannot be read; check the database",
          "Files of reports answer 503; selling needs none of them.",
          "Check the database.",
          LogKey.CAUSE)),
  REPORTS_READ_AGAIN(info("reports are read again", "Files of reports answer.", LogKey.AFTER_MS)),
  EXPORTS_STALLED(
      warn(
          "files of reports cannot be written now; they are tried again",
          "The database did not answer, or a file could not be written. Selling needs none of them.",
          "Check the database; GET /v1/sales/{sale}/exports says which files wait.",
          LogKey.CAUSE)),
  EXPORTS_GO_ON(
      info("files of reports are written again", "The database answers.", LogKey.AFTER_MS)),
  CANCELLATION_STALLED(
      warn(
          "orders of a cancelled event cannot be undone now; they are tried again",
          "The read model or an order did not answer. Nothing is lost; the money goes back later.",
          "Check the database and the nodes; GET /v1/sales/{sale}/cancellation says what is left.",
          LogKey.CAUSE)),
  CANCELLATION_GOES_ON(
      info("orders of cancelled events are undone again", "They answer again.", LogKey.AFTER_MS)),
  ROOMS_UNREAD(
      warn(
          "waiting rooms cannot be read; check the database",
          "People keep their places; this node answers with what it read last.",
          "Check the database.",
          LogKey.CAUSE)),
  ROOMS_READ_AGAIN(
      info("waiting rooms are read again", "The node answers what is true now.", LogKey.AFTER_MS)),
  TOKENS_UNREAD(
      warn(
          "the tokens of operators cannot be read; check the database",
          "This node answers with what it read last, and after 15 s refuses all tokens. The"
              + " operator key still opens it.",
          "Check the database.",
          LogKey.CAUSE)),
  TOKENS_READ_AGAIN(
      info(
          "the tokens of operators are read again",
          "The node knows which tokens count.",
          LogKey.AFTER_MS)),
  ROOMS_STALLED(
      warn(
          "no one is let into a sale now; it is tried again twice a second",
          "The database or a sale did not answer. No place is lost.",
          "Check the database and the nodes; GET /v1/sales/{sale}/waiting-room has the state.",
          LogKey.CAUSE)),
  ROOMS_GO_ON(info("people are let into sales again", "They answer again.", LogKey.AFTER_MS)),
  REPORT_BROKEN_OFF(
      info(
          "a report broke off; its client has gone, was too slow, or asks again",
          "The connection ended before the file; the client does not take a part for the whole.",
          LogKey.PATH,
          LogKey.CAUSE)),
  BUFFER_UNWRITTEN(
      warn(
          "write failed; the buffer retries",
          "Figures of the gates are kept in memory until the database takes them.",
          "Check the database.",
          LogKey.TABLE,
          LogKey.CAUSE)),
  BUFFER_WRITTEN(info("buffer is written again", "Nothing was lost of it.", LogKey.AFTER_MS)),
  SLOW_HEADS_EVICTED(
      info(
          "evicted slow heads",
          "Connections that did not send the head of a request in time; now and then a phone with"
              + " a weak signal, in numbers an attack.",
          LogKey.COUNT,
          LogKey.OPEN));

  @SuppressWarnings("ImmutableEnumChecker") // A record of values.
  private final LogForm form;

  EdgeLog(LogForm form) {
    this.form = form;
  }

  @Override
  public LogForm form() {
    return form;
  }
}
