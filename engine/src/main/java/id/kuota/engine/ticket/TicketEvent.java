package id.kuota.engine.ticket;

import id.kuota.engine.JournalEvent;
import java.time.Instant;
import java.util.Locale;

/** What happened to a ticket. */
public sealed interface TicketEvent extends JournalEvent {

  Instant at();

  /** The order has said that the ticket is paid for, and the ticket exists from now on. */
  record TicketIssued(TicketId ticket, TicketOrigin origin, Instant at) implements TicketEvent {}

  /**
   * A person was admitted.
   *
   * @param origin it stands here so that a count needs no other event
   * @param reason why it was forced; empty if it was not
   */
  record TicketCheckedIn(
      TicketOrigin origin, Scan scan, GatePassage.Mode mode, String reason, Instant at)
      implements TicketEvent {}

  record TicketCheckedOut(TicketOrigin origin, Scan scan, GatePassage.Mode mode, Instant at)
      implements TicketEvent {}

  /** The passage of this nonce did not happen. */
  record PassageAnnulled(
      TicketOrigin origin, Scan scan, GatePassage.Direction direction, Instant at)
      implements TicketEvent {}

  /**
   * A person was admitted offline whom the ticket would have refused.
   *
   * @param earlier the admission that was known before; that of {@code later} itself if the ticket
   *     was void
   */
  record ConflictFound(
      TicketOrigin origin, Scan earlier, Scan later, TicketRefusal reason, Instant at)
      implements TicketEvent {

    /** Returns the reason as gates say it. */
    public String reasonWord() {
      return reason.name().toLowerCase(Locale.ROOT);
    }
  }

  record TicketReissued(TicketOrigin origin, int generation, String by, Instant at)
      implements TicketEvent {}

  record TicketVoided(TicketOrigin origin, String reason, String by, Instant at)
      implements TicketEvent {}
}
