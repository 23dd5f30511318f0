package id.kuota.engine.telemetry;

import java.util.List;

/**
 * Every metric of the program, by the conventions of Prometheus: base units, and a suffix that says
 * the unit or that it is a counter. docs/reference/metrics.md is made of this list.
 */
public enum Metric {
  // HTTP.

  HTTP_REQUESTS(
      Kind.COUNTER, "kuota_http_requests_total", "Requests answered.", "method", "route", "status"),
  HTTP_REQUEST_TIME(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_http_request_seconds",
      "From the whole head of a request to its answer.",
      "method",
      "route"),
  HTTP_IN_FLIGHT(Kind.GAUGE, "kuota_http_requests_in_flight", "Requests that are being answered."),
  HTTP_REFUSALS(
      Kind.COUNTER, "kuota_http_refusals_total", "Problems answered, by their code.", "code"),

  // Admission.

  ADMISSION_IN_FLIGHT(
      Kind.GAUGE,
      "kuota_admission_in_flight",
      "Requests that a gate has let in and that are not answered yet, by gate: orders, reads, scans; turns are the admitted orders that are worked on beside scans.",
      "gate"),
  ADMISSION_LIMIT(
      Kind.GAUGE,
      "kuota_admission_limit",
      "Requests that a gate lets in at the same time now.",
      "gate"),
  ADMISSION_WAITING(
      Kind.GAUGE,
      "kuota_admission_waiting",
      "Requests that a gate has let in and that wait for their turn.",
      "gate"),
  ADMISSION_REFUSED(
      Kind.COUNTER, "kuota_admission_refused_total", "Requests that a gate has refused.", "gate"),
  CALLERS_REFUSED(
      Kind.COUNTER,
      "kuota_callers_refused_total",
      "Requests refused since their caller had used up its limit.",
      "kind"),

  // Quotas and orders.

  QUOTA_BATCH_SIZE(
      Kind.HISTOGRAM,
      "kuota_quota_batch_size",
      "Requests in a batch that was sent to a quota; quotas of single buyers are left out."),
  QUOTA_BATCH_WAIT(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_quota_batch_wait_seconds",
      "How long the oldest request of a batch waited for it to be sent."),
  QUOTA_BATCHES_IN_FLIGHT(
      Kind.GAUGE, "kuota_quota_batches_in_flight", "Batches sent and not answered."),
  HOLDS(
      Kind.COUNTER,
      "kuota_holds_total",
      "Holds of shared quotas by what became of them: granted, refused for want of units, settled, released before their deadline, expired, returned after they were settled.",
      "outcome"),
  HOLD_TO_SETTLE(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_hold_to_settle_seconds",
      "From the beginning of an order's holds until its quotas have settled them."),
  HOLDS_OVERDUE(
      Kind.GAUGE,
      "kuota_holds_overdue",
      "Units held by quotas whose last deadline passed more than a minute ago; each node reports the same."),
  ORDERS(
      Kind.COUNTER,
      "kuota_orders_total",
      "Orders by what became of them: placed, paid, expired, cancelled, refused.",
      "outcome"),
  ORDERS_FAILED(
      Kind.COUNTER,
      "kuota_orders_failed_total",
      "Requests to place an order, check out a cart or start a payment that ended with a server error or an unknown outcome; not those that a full node refused. By caller: buyer, api.",
      "caller"),
  TICKET_DELAY(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_paid_to_ticket_seconds",
      "From the moment at which an order learns of its money until its tickets are in the journal."),
  OVERSOLD(
      Kind.GAUGE,
      "kuota_oversold_units",
      "Units that are sold or held beyond the capacity of their shared quota, of sales that closed less than a week ago, by the read model; anything but 0 is a fault. Each node reports the same."),

  // Money.

  MONEY_PAYMENTS(
      Kind.COUNTER,
      "kuota_money_payments_total",
      "Payments recorded, also those that buy nothing and go back.",
      "currency"),
  MONEY_VOLUME(
      Kind.COUNTER,
      "kuota_money_volume_total",
      "Sum of the payments recorded, in the currency's smallest unit that is traded (IDR: rupiah).",
      "currency"),
  MONEY_TIME(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_money_processing_seconds",
      "From the placing of an order until its payment is recorded."),

  // Payments.

  PAYMENT_CALLS(
      Kind.COUNTER,
      "kuota_payment_calls_total",
      "Calls to a gateway by method (create, status, cancel, refund) and outcome: answered, not_found, refused, unknown, failed, timed_out, not_asked.",
      "gateway",
      "method",
      "outcome"),
  PAYMENT_CALL_TIME(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_payment_call_seconds",
      "From a call to a gateway until its answer, failure or time-out.",
      "gateway"),
  PAYMENT_RECORDED(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_payment_notification_to_recorded_seconds",
      "From the receipt of a notification until its outcome is in the journal.",
      "gateway"),
  BREAKER(
      Kind.GAUGE,
      "kuota_payment_breaker_state",
      "0: calls pass; 1: one call tries; 2: no call passes. The worst of the gateway's methods, of this node.",
      "gateway"),
  REFUNDS_OWED(
      Kind.GAUGE,
      "kuota_refunds_owed",
      "Refunds that are owed and not sent back; each node reports the same."),
  REFUNDS_OLDEST(
      Kind.GAUGE,
      Unit.SECONDS,
      "kuota_refunds_owed_oldest_seconds",
      "Age of the oldest refund that is owed; each node reports the same."),

  // Gates.

  SCANS(
      Kind.COUNTER,
      "kuota_scans_total",
      "Scans at gates by result and entry list; the first lists of a node by name, further ones as other.",
      "outcome",
      "list"),
  INSIDE(
      Kind.GAUGE,
      "kuota_gate_people_inside",
      "People inside of sales whose gates admitted within the last day; each node reports the same."),
  DEVICES_SILENT(
      Kind.GAUGE,
      "kuota_gate_devices_silent",
      "Devices that were heard of within the last hour and not within the last two minutes; each node reports the same."),

  // Entities.

  ENTITIES(Kind.GAUGE, "kuota_entities", "Entities in the memory of this node.", "entity"),
  RECOVERY_TIME(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_recovery_seconds",
      "From the start of an entity until its state is read from the journal.",
      "entity"),
  PASSIVATIONS(
      Kind.COUNTER,
      "kuota_passivations_total",
      "Entities that left memory because they were idle.",
      "entity"),
  EVENTS(Kind.COUNTER, "kuota_events_total", "Events that entities have persisted.", "entity"),
  EFFECT_RETRIES(
      Kind.COUNTER,
      "kuota_effect_retries_total",
      "Effects sent again because the last try failed or was not answered.",
      "entity",
      "effect"),

  // Journal.

  FLUSH_TIME(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_journal_flush_seconds",
      "One transaction of the journal, its commit included."),
  FLUSH_ROWS(Kind.HISTOGRAM, "kuota_journal_flush_rows", "Events written by one transaction."),
  JOURNAL_WAIT(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_journal_wait_seconds",
      "How long the oldest write of a transaction waited for it to begin."),
  JOURNAL_QUEUE(Kind.GAUGE, "kuota_journal_queue", "Writes that wait for a transaction."),
  JOURNAL_CONFLICTS(
      Kind.COUNTER,
      "kuota_journal_conflicts_total",
      "Writes refused because the journal has another event in their place."),
  JOURNAL_FAILURES(Kind.COUNTER, "kuota_journal_failures_total", "Transactions that failed."),
  JOURNAL_FENCED(
      Kind.COUNTER,
      "kuota_journal_fenced_total",
      "Transactions refused because the epoch of this node has ended."),

  // Projections.

  PROJECTION_LAG(
      Kind.GAUGE,
      Unit.SECONDS,
      "kuota_projection_lag_seconds",
      "Age of the oldest event that a projection has not read; each node reports the same.",
      "projection"),
  PROJECTION_EVENTS(
      Kind.COUNTER,
      "kuota_projection_events_total",
      "Events that a projection has read on this node.",
      "projection"),
  PROJECTION_STOPPED(
      Kind.GAUGE,
      "kuota_projection_stopped",
      "1 while a projection has stopped on this node because of an event; 0 while it follows or another node runs it.",
      "projection"),

  // Cluster.

  LEASE_EPOCH(Kind.GAUGE, "kuota_lease_epoch", "Epoch under which this node writes."),
  LEASE_REMAINING(
      Kind.GAUGE,
      Unit.SECONDS,
      "kuota_lease_remaining_seconds",
      "How long this node may answer without a renewal of its lease."),
  LEASE_RENEWALS(
      Kind.COUNTER,
      "kuota_lease_renewals_total",
      "Renewals of the lease: renewed, failed.",
      "outcome"),
  MEMBERS(
      Kind.GAUGE,
      "kuota_cluster_members",
      "Members of the cluster as this node sees them, by status; unreachable counts members of any status.",
      "status"),
  SHARDS(Kind.GAUGE, "kuota_shards", "Shards on this node.", "entity"),
  SHARDS_MOVED(
      Kind.COUNTER,
      "kuota_shards_moved_total",
      "Shards that have started on this node: taken over, or asked for the first time.",
      "entity"),
  TAKEOVER_TIME(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_takeover_seconds",
      "From the moment a member leaves or is unreachable until the first of its shards has started on this node, by cause: left, lost.",
      "cause"),

  // Database.

  DB_CONNECTIONS(
      Kind.GAUGE,
      "kuota_database_connections",
      "Connections of this node by use and state: active, idle, awaited.",
      "pool",
      "state"),
  DB_HELD(
      Kind.HISTOGRAM,
      Unit.SECONDS,
      "kuota_database_connection_held_seconds",
      "How long a connection was held.",
      "pool"),
  DB_SLOW(
      Kind.COUNTER,
      "kuota_database_slow_statements_total",
      "Times that a connection was held for over a second, by a transaction of the journal, a step of a projection or a read.",
      "pool"),

  // Program.

  BUILD(Kind.GAUGE, "kuota_build_info", "Always 1; its label tells the version.", "version"),
  LOG_EVENTS(Kind.COUNTER, "kuota_log_events_total", "Lines logged as WARN or ERROR.", "level"),
  TRACE_SPANS(
      Kind.COUNTER,
      "kuota_trace_spans_total",
      "Spans sent to the collector, dropped by a full queue, or failed: not taken by it.",
      "outcome");

  /** How its values are to be read. */
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  /** What its values are in. */
  public enum Unit {
    NONE,
    SECONDS
  }

  private final Kind kind;
  private final Unit unit;
  private final String exported;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // A list that never changes.
  private final List<String> labels;

  /** A number without a unit. */
  Metric(Kind kind, String exported, String help, String... labels) {
    this(kind, Unit.NONE, exported, help, labels);
  }

  Metric(Kind kind, Unit unit, String exported, String help, String... labels) {
    this.kind = kind;
    this.unit = unit;
    this.exported = exported;
    this.help = help;
    this.labels = List.of(labels);
  }

  public Kind kind() {
    return kind;
  }

  public Unit unit() {
    return unit;
  }

  /** Returns its name in a scrape; of a histogram without the endings of its series. */
  public String exported() {
    return exported;
  }

  public String help() {
    return help;
  }

  /** Returns the names of its labels. */
  public List<String> labels() {
    return labels;
  }
}
