package id.kuota.engine.ticket;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.sale.Reentry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of one ticket. Pure: the same state, command and time always give the same answer. */
public final class Ticket {

  private Ticket() {}

  /** Decides on a ticket that was issued; one that was not is {@link #issue issued} first. */
  public static Decision<TicketEvent, TicketRefused> decide(
      TicketState state, TicketCommand command, Instant now) {
    return switch (state) {
      case TicketState.Absent absent -> refused(TicketRefused.of(TicketRefusal.INVALID));
      case TicketState.Issued issued ->
          switch (command) {
            case TicketCommand.CheckIn checkIn -> checkIn(issued, checkIn, now);
            case TicketCommand.CheckOut checkOut -> checkOut(issued.record(), checkOut, now);
            case TicketCommand.AnnulPassage annul -> annul(issued.record(), annul, now);
            case TicketCommand.ReissueTicket reissue -> reissue(issued, reissue, now);
            case TicketCommand.VoidTicket toVoid -> toVoid(issued, toVoid, now);
          };
    };
  }

  /** Returns the first event of a ticket, as its order decided. */
  public static TicketEvent.TicketIssued issue(
      TicketId ticket, TicketEligibility.Paid word, Instant now) {
    return new TicketEvent.TicketIssued(ticket, word.origin(), now);
  }

  /** Returns the first events of a ticket that its order has voided. */
  static List<TicketEvent> issueVoid(TicketId ticket, TicketEligibility.ToVoid word, Instant now) {
    return List.of(
        new TicketEvent.TicketIssued(ticket, word.origin(), now),
        new TicketEvent.TicketVoided(word.origin(), word.reason(), "order", now));
  }

  private static Decision<TicketEvent, TicketRefused> checkIn(
      TicketState.Issued ticket, TicketCommand.CheckIn command, Instant now) {
    TicketRecord record = ticket.record();
    Optional<GatePassage> known = record.passage(command.scan().nonce());
    if (known.isPresent()) return again(known.get(), GatePassage.Direction.IN, command.scan());

    Optional<TicketRefusal> no = no(ticket, command, now);
    var checkedIn =
        new TicketEvent.TicketCheckedIn(
            record.origin(), command.scan(), command.mode(), command.reason(), now);
    return switch (command.mode()) {
      case ONLINE, FORCED ->
          no.<Decision<TicketEvent, TicketRefused>>map(
                  reason -> refused(refusal(reason, record, command.scan().list())))
              .orElseGet(() -> accepted(checkedIn));
      // They are inside already, whatever we think of it.
      case OFFLINE ->
          no.<Decision<TicketEvent, TicketRefused>>map(
                  reason ->
                      new Decision.Accepted<>(
                          List.of(checkedIn, conflict(record, command.scan(), reason, now))))
              .orElseGet(() -> accepted(checkedIn));
    };
  }

  private static Optional<TicketRefusal> no(
      TicketState.Issued ticket, TicketCommand.CheckIn command, Instant now) {
    return switch (ticket) {
      case TicketState.Voided isVoid -> Optional.of(TicketRefusal.REVOKED);
      case TicketState.Living living when living.record().generation() != command.generation() ->
          Optional.of(TicketRefusal.REVOKED);
      case TicketState.Living living when command.mode() == GatePassage.Mode.FORCED ->
          Optional.empty();
      case TicketState.Living living
          when !command.list().admits(living.record().origin().offer()) ->
          Optional.of(TicketRefusal.PRODUCT);
      case TicketState.Living living when isSecond(living.record(), command, now) ->
          Optional.of(TicketRefusal.ALREADY_REDEEMED);
      case TicketState.Living living -> Optional.empty();
    };
  }

  /**
   * Returns whether the list forbids the entry because of another passage. An upload takes its
   * place between those that it came between: it may be the second entry, or make the next one the
   * second.
   */
  private static boolean isSecond(TicketRecord record, TicketCommand.CheckIn command, Instant now) {
    String list = command.scan().list();
    Reentry reentry = command.list().reentry();
    if (command.mode() != GatePassage.Mode.OFFLINE) {
      return record.last(list).filter(last -> !mayEnterAfter(last, reentry)).isPresent();
    }
    Instant at = GatePassage.passedAt(command.scan(), now);
    boolean isAfterEntry =
        record.lastBefore(list, at).filter(last -> !mayEnterAfter(last, reentry)).isPresent();
    boolean isBeforeEntry =
        reentry != Reentry.ALWAYS
            && record
                .firstAfter(list, at)
                .filter(next -> next.direction() == GatePassage.Direction.IN)
                .isPresent();
    return isAfterEntry || isBeforeEntry;
  }

  private static boolean mayEnterAfter(GatePassage last, Reentry reentry) {
    return switch (reentry) {
      case NEVER -> false;
      case AFTER_EXIT -> last.direction() == GatePassage.Direction.OUT;
      case ALWAYS -> true;
    };
  }

  private static TicketEvent.ConflictFound conflict(
      TicketRecord record, Scan later, TicketRefusal reason, Instant now) {
    Scan earlier = record.first(later.list()).orElse(later);
    return new TicketEvent.ConflictFound(record.origin(), earlier, later, reason, now);
  }

  private static Decision<TicketEvent, TicketRefused> checkOut(
      TicketRecord record, TicketCommand.CheckOut command, Instant now) {
    return record
        .passage(command.scan().nonce())
        .map(known -> again(known, GatePassage.Direction.OUT, command.scan()))
        .orElseGet(
            () ->
                accepted(
                    new TicketEvent.TicketCheckedOut(
                        record.origin(), command.scan(), command.mode(), now)));
  }

  /** Answers a repeated scan as it was answered before. */
  private static Decision<TicketEvent, TicketRefused> again(
      GatePassage known, GatePassage.Direction direction, Scan scan) {
    if (known.direction() != direction || !known.scan().isAgain(scan)) {
      return refused(TicketRefused.of(TicketRefusal.NONCE_REUSED));
    }
    return known.annulled() ? refused(TicketRefused.of(TicketRefusal.ANNULLED)) : alreadySo();
  }

  private static Decision<TicketEvent, TicketRefused> annul(
      TicketRecord record, TicketCommand.AnnulPassage command, Instant now) {
    Optional<GatePassage> known =
        record
            .passage(command.nonce())
            .filter(passage -> passage.scan().device().equals(command.device()));
    if (known.isEmpty()) return refused(TicketRefused.of(TicketRefusal.PASSAGE_UNKNOWN));
    GatePassage passage = known.get();
    if (passage.annulled()) return alreadySo();
    if (now.isAfter(passage.at().plus(Limits.ANNUL_MAX))) {
      return refused(TicketRefused.of(TicketRefusal.TOO_LATE));
    }
    return accepted(
        new TicketEvent.PassageAnnulled(record.origin(), passage.scan(), passage.direction(), now));
  }

  private static Decision<TicketEvent, TicketRefused> reissue(
      TicketState.Issued ticket, TicketCommand.ReissueTicket command, Instant now) {
    TicketRecord record = ticket.record();
    return switch (ticket) {
      case TicketState.Voided isVoid -> refused(TicketRefused.of(TicketRefusal.REVOKED));
      case TicketState.Living living when record.generation() == command.generation() + 1 ->
          alreadySo();
      case TicketState.Living living when record.generation() != command.generation() ->
          refused(TicketRefused.of(TicketRefusal.GENERATION_STALE));
      case TicketState.Living living when record.generation() == TicketClaim.GENERATION_MAX ->
          refused(TicketRefused.of(TicketRefusal.GENERATION_STALE));
      case TicketState.Valid valid ->
          accepted(
              new TicketEvent.TicketReissued(
                  record.origin(), record.generation() + 1, command.by(), now));
      case TicketState.CheckedIn checkedIn ->
          refused(TicketRefused.of(TicketRefusal.ALREADY_REDEEMED));
      case TicketState.CheckedOut checkedOut ->
          refused(TicketRefused.of(TicketRefusal.ALREADY_REDEEMED));
    };
  }

  private static Decision<TicketEvent, TicketRefused> toVoid(
      TicketState.Issued ticket, TicketCommand.VoidTicket command, Instant now) {
    return switch (ticket) {
      case TicketState.Voided isVoid -> alreadySo();
      case TicketState.Living living ->
          accepted(
              new TicketEvent.TicketVoided(
                  living.record().origin(), command.reason(), command.by(), now));
    };
  }

  private static TicketRefused refusal(TicketRefusal reason, TicketRecord record, String list) {
    return new TicketRefused(reason, record.first(list).orElse(null));
  }

  /** Returns the state after an event of the journal. */
  public static TicketState evolve(TicketState state, TicketEvent event) {
    return switch (state) {
      case TicketState.Absent absent when event instanceof TicketEvent.TicketIssued issued ->
          absent.issued(issued);
      case TicketState.Absent absent -> throw impossible(state, event);
      case TicketState.Issued issued -> evolve(issued, event);
    };
  }

  private static TicketState evolve(TicketState.Issued issued, TicketEvent event) {
    TicketRecord record = issued.record();
    return switch (event) {
      case TicketEvent.TicketIssued again -> throw impossible(issued, event);
      case TicketEvent.TicketCheckedIn in ->
          issued.with(record.with(GatePassage.Direction.IN, in.scan(), in.mode(), in.at()));
      case TicketEvent.TicketCheckedOut out ->
          issued.with(record.with(GatePassage.Direction.OUT, out.scan(), out.mode(), out.at()));
      case TicketEvent.PassageAnnulled annulled ->
          issued.with(record.annulled(annulled.scan().nonce()));
      case TicketEvent.ConflictFound found ->
          issued.with(record.with(new Conflict(found.earlier(), found.later(), found.reason())));
      case TicketEvent.TicketReissued reissued ->
          issued.with(record.reissued(reissued.generation()));
      case TicketEvent.TicketVoided voided when issued instanceof TicketState.Living living ->
          living.voided(voided);
      case TicketEvent.TicketVoided voided -> throw impossible(issued, event);
    };
  }

  /** Returns what the outside may see; null for a ticket that was never used. */
  public static @Nullable TicketView view(TicketState state) {
    return switch (state) {
      case TicketState.Absent absent -> null;
      case TicketState.Valid valid -> view(valid.record(), TicketView.Status.VALID);
      case TicketState.CheckedIn in -> view(in.record(), TicketView.Status.CHECKED_IN);
      case TicketState.CheckedOut out -> view(out.record(), TicketView.Status.CHECKED_OUT);
      case TicketState.Voided isVoid -> view(isVoid.record(), TicketView.Status.VOID);
    };
  }

  private static TicketView view(TicketRecord record, TicketView.Status status) {
    return new TicketView(
        record.ticket(),
        record.origin(),
        record.generation(),
        status,
        record.passages(),
        record.conflicts());
  }

  private static IllegalStateException impossible(TicketState state, TicketEvent event) {
    return new IllegalStateException(
        "a ticket that is %s cannot have had %s"
            .formatted(state.getClass().getSimpleName(), event));
  }
}
