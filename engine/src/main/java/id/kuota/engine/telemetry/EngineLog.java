package id.kuota.engine.telemetry;

import static id.kuota.engine.telemetry.LogForm.debug;
import static id.kuota.engine.telemetry.LogForm.warn;
import static id.kuota.engine.telemetry.LogKey.AGE_MS;
import static id.kuota.engine.telemetry.LogKey.CAUSE;
import static id.kuota.engine.telemetry.LogKey.COUNT;
import static id.kuota.engine.telemetry.LogKey.ENTITY;
import static id.kuota.engine.telemetry.LogKey.EVENTS;
import static id.kuota.engine.telemetry.LogKey.FROM;
import static id.kuota.engine.telemetry.LogKey.ORDER;
import static id.kuota.engine.telemetry.LogKey.PAUSE_MS;
import static id.kuota.engine.telemetry.LogKey.PAYMENT;
import static id.kuota.engine.telemetry.LogKey.REFUND;
import static id.kuota.engine.telemetry.LogKey.TO;
import static id.kuota.engine.telemetry.LogKey.WAITED_MS;

/** What the engine logs. */
public enum EngineLog implements LogEntry {
  TRANSITION(
      debug(
          "transition",
          "An entity has written events and is in another state, or in this one anew.",
          ENTITY,
          FROM,
          TO,
          EVENTS)),
  GATEWAY_WITHOUT_RESULT(
      warn(
          "no result from the gateway; check its dashboard",
          "A gateway was asked again and again, and it is still unknown whether money has moved.",
          "Look up the payment or refund in the gateway's dashboard. Kuota goes on asking.",
          WAITED_MS,
          ORDER,
          PAYMENT,
          REFUND,
          CAUSE)),
  PENDING_ORDERS_UNREAD(
      warn(
          "query of pending orders failed; it is retried",
          "Orders with work to do that are not in memory cannot be found.",
          "Check the database. Refunds and open payments wait until it answers.",
          CAUSE)),
  REFUNDS_OVERDUE(
      warn(
          "refunds are overdue; see GET /v1/refunds?status=open",
          "Buyers wait for their money longer than they should.",
          "Read GET /v1/refunds?status=open and do what docs/operating.md says for each status.",
          COUNT,
          AGE_MS)),
  DUE_QUOTAS_UNREAD(
      warn(
          "query of due quotas failed; it is retried",
          "Quotas with expired holds that are not in memory cannot be found.",
          "Check the database. Their units stay held until it answers.",
          CAUSE)),
  ENTITY_READS_AGAIN(
      warn(
          "an entity could not read or write its events; it begins anew",
          "What an entity has in memory may differ from the journal, so it is read again.",
          "Check the database. If it is always the same entity, read its cause: a release that does"
              + " not know one of its events cannot read it.",
          ENTITY,
          PAUSE_MS,
          CAUSE)),
  SNAPSHOT_UNREAD(
      warn(
          "a snapshot could not be read; the entity reads all its events",
          "The state of a quota that was stored aside cannot be used. Nothing is lost, it starts slower.",
          "Check the database if it happens again. The next snapshot takes the place of this one.",
          ENTITY,
          CAUSE)),
  SNAPSHOT_NOT_STORED(
      warn(
          "a snapshot is not stored; the entity goes on",
          "The state of a quota could not be stored aside. Nothing is lost: its events are written.",
          "Check the database if it happens again. Until one is stored the quota recovers slower.",
          ENTITY,
          CAUSE)),
  SNAPSHOTS_NOT_DELETED(
      warn(
          "old snapshots are not deleted; the next one tries again",
          "Snapshots that are not needed any more are still in the database.",
          "Check the database if it happens again. They only take space.",
          CAUSE));

  @SuppressWarnings("ImmutableEnumChecker") // A record of values.
  private final LogForm form;

  EngineLog(LogForm form) {
    this.form = form;
  }

  @Override
  public LogForm form() {
    return form;
  }
}
