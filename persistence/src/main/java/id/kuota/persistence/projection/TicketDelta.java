package id.kuota.persistence.projection;

import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a batch changes of one ticket, added up as events are applied. Not thread-safe. */
final class TicketDelta {

  /** What a ticket is when its order is paid. */
  record Issue(TicketOrigin origin, @Nullable Long price, Instant at) {}

  private final String ticket;
  private @Nullable Issue issue;
  private boolean cancelled;
  private boolean voided;
  private @Nullable Long generation;
  private long first;
  private long last;
  private @Nullable Instant changedAt;

  TicketDelta(String ticket) {
    this.ticket = ticket;
  }

  /**
   * Counts an event of the ticket's own journal.
   *
   * @throws ProjectionFailedException if it does not follow the one before
   */
  void next(long sequenceNumber) {
    boolean follows = last == 0 ? issue == null || sequenceNumber == 1 : sequenceNumber == last + 1;
    if (!follows) {
      throw new ProjectionFailedException(
          "event %d of Ticket|%s is followed by event %d".formatted(last, ticket, sequenceNumber));
    }
    if (first == 0) first = sequenceNumber;
    last = sequenceNumber;
  }

  void issued(Issue its) {
    issue = its;
    generation = 1L;
    changedAt = its.at();
  }

  void cancelled(Instant at) {
    cancelled = true;
    changedAt = at;
  }

  void voided(Instant at) {
    voided = true;
    changedAt = at;
  }

  void reissued(int its, Instant at) {
    generation = (long) its;
    changedAt = at;
  }

  String ticket() {
    return ticket;
  }

  /** Returns what it is, if its order was paid in the batch. */
  @Nullable Issue issue() {
    return issue;
  }

  /** Returns its state if it begins in the batch. */
  String state() {
    if (cancelled) return "cancelled";
    return voided ? "void" : "valid";
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean isVoided() {
    return voided;
  }

  @Nullable Long generation() {
    return generation;
  }

  /** Returns the letters of its latest code; null if the batch does not make one. */
  @Nullable String humanCode() {
    Long its = generation;
    return its == null ? null : HumanCode.of(new TicketId(ticket), Math.toIntExact(its)).value();
  }

  /** Returns the number of its own first event in the batch; null if there is none. */
  @Nullable Long first() {
    return first == 0 ? null : first;
  }

  long last() {
    return last;
  }

  @Nullable Instant changedAt() {
    return changedAt;
  }
}
