package id.kuota.engine.telemetry;

import java.util.Locale;

/**
 * The vocabulary of the log: every key that an event may carry, as a field of JSON or as {@code
 * key="value"} in text. A value is an id, a number, a time in milliseconds or a sentence about the
 * machine; never a name, an address, a secret, or the code of a ticket.
 */
public enum LogKey {
  EVENT("Name of the event; every line of Kuota has it."),
  AFTER_MS("How long it took, or lasted."),
  AGE_MS("How old it is at least."),
  AMOUNT("Money in the smallest unit of its currency."),
  BEFORE("What it was before."),
  CAUSE("What the other side said, or the failure; in words."),
  CHARGED("Money that has come for the payment."),
  CHARGED_BACK("Money that a bank has taken back."),
  CLUSTER("Name of the cluster that owns the database."),
  COMPILER_MS("Time of the JIT compiler in the round."),
  CONNECTIONS("Connections that the node accepts at the same time."),
  COUNT("How many."),
  CURRENCY("ISO 4217 code."),
  ENTITY("Persistence id: type and id of the entity."),
  EPOCH("Number of the lease; each start of a node has a greater one."),
  EVENTS("Types of the events written."),
  FIRST("The first of them."),
  FROM("State before, or the first sequence number."),
  GATEWAY("Name of the payment gateway."),
  HISTORY("Timeline of the database."),
  INCIDENT("Random number, also in the answer to the client."),
  LIMIT("The bound that holds."),
  MEMBER("host:port of a node in the cluster."),
  MEMBERS("host:port of several nodes."),
  METHOD("Method of the request."),
  NODE("host:port of this node in the cluster."),
  NOTIFIED("Status in the notification."),
  OLDEST("host:port of the oldest member."),
  OPEN("How many are open now."),
  OPERATION("What the gateway was asked for: CREATE, STATUS, CANCEL or REFUND."),
  ORDER("Id of the order."),
  P99_MS("99 of 100 were faster."),
  PATH("Path of the request, or its template; no query."),
  PAUSE_MS("Until it is tried again."),
  PAYMENT("Id of the payment attempt."),
  PID("Number of the process."),
  PROJECTION("Name of the projection."),
  RATE("Orders per second."),
  REASON("Why, in words."),
  REFUND("Id of the refund."),
  REFUNDED("Money that the order has sent back."),
  RETURNED("Money that has left otherwise."),
  SCHEMA("Schema in the database."),
  SECONDS("Length in seconds."),
  SHARDS("Shards of this node by type, with the difference."),
  STATE("State that was to be recorded."),
  STATUS("Status at the gateway; it counts."),
  TABLE("Table that is written."),
  TIMEOUT_MS("Longest wait."),
  TO("State after."),
  TRANSACTION("The gateway's own id."),
  TYPE("Type of the entity, or of the change."),
  VALIDITY_MS("How long the node answers without a renewal."),
  WAITED_MS("How long it was waited for."),
  WANTED("What the settings ask for.");

  private final String meaning;

  LogKey(String meaning) {
    this.meaning = meaning;
  }

  /** Returns its name in the log. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what its value is, in a sentence. */
  public String meaning() {
    return meaning;
  }
}
