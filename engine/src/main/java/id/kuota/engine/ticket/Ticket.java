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
            case TicketCommand.CheckOut checkOut -> checkOut(issued.booklet(), checkOut, now);
            case TicketCommand.AnnulPassage annul -> annul(issued.booklet(), annul, now);
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
    TicketRecord booklet = ticket.booklet();
    Optional<GatePassage> known = booklet.passage(command.scan().nonce());
    if (known.isPresent()) return again(known.get(), GatePassage.Direction.IN, command.scan());

    Optional<TicketRefusal> no = no(ticket, command, now);
    var checkedIn =
        new TicketEvent.TicketCheckedIn(
            booklet.origin(), command.scan(), command.mode(), command.reason(), now);
    return switch (command.mode()) {
      case ONLINE, FORCED ->
          no.<Decision<TicketEvent, TicketRefused>>map(
                  reason -> refused(refusal(reason, booklet, command.scan().list())))
              .orElseGet(() -> accepted(checkedIn));
      // They are inside already, whatever we think of it.
      case OFFLINE ->
          no.<Decision<TicketEvent, TicketRefused>>map(
                  reason ->
                      new Decision.Accepted<>(
                          List.of(checkedIn, conflict(booklet, command.scan(), reason, now))))
              .orElseGet(() -> accepted(checkedIn));
    };
  }

  private static Optional<TicketRefusal> no(
      TicketState.Issued ticket, TicketCommand.CheckIn command, Instant now) {
    return switch (ticket) {
      case TicketState.Voided isVoid -> Optional.of(TicketRefusal.REVOKED);
      case TicketState.Living living when living.booklet().generation() != command.generation() ->
          Optional.of(TicketRefusal.REVOKED);
      case TicketState.Living living when command.mode() == GatePassage.Mode.FORCED ->
          Optional.empty();
      case TicketState.Living living
          when !command.list().admits(living.booklet().origin().offer()) ->
          Optional.of(TicketRefusal.PRODUCT);
      case TicketState.Living living when isSecond(living.booklet(), command, now) ->
          Optional.of(TicketRefusal.ALREADY_REDEEMED);
      case TicketState.Living living -> Optional.empty();
    };
  }

  /**
   * Returns whether the list forbids the entry because of another passage. An upload takes its
   * place between those that it came between: it may be the second entry, or make the next one the
   * second.
   */
  private static boolean isSecond(
      TicketRecord booklet, TicketCommand.CheckIn command, Instant now) {
    String list = command.scan().list();
    Reentry reentry = command.list().reentry();
    if (command.mode() != GatePassage.Mode.OFFLINE) {
      return booklet.last(list).filter(last -> !mayEnterAfter(last, reentry)).isPresent();
    }
    Instant at = GatePassage.passedAt(command.scan(), now);
    boolean isAfterEntry =
        booklet.lastBefore(list, at).filter(last -> !mayEnterAfter(last, reentry)).isPresent();
    boolean isBeforeEntry =
        reentry != Reentry.ALWAYS
            && booklet
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
      TicketRecord booklet, Scan later, TicketRefusal reason, Instant now) {
    Scan earlier = booklet.first(later.list()).orElse(later);
    return new TicketEvent.ConflictFound(booklet.origin(), earlier, later, reason, now);
  }

  private static Decision<TicketEvent, TicketRefused> checkOut(
      TicketRecord booklet, TicketCommand.CheckOut command, Instant now) {
    return booklet
        .passage(command.scan().nonce())
        .map(known -> again(known, GatePassage.Direction.OUT, command.scan()))
        .orElseGet(
            () ->
                accepted(
                    new TicketEvent.TicketCheckedOut(
                        booklet.origin(), command.scan(), command.mode(), now)));
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
      TicketRecord booklet, TicketCommand.AnnulPassage command, Instant now) {
    Optional<GatePassage> known =
        booklet
            .passage(command.nonce())
            .filter(passage -> passage.scan().device().equals(command.device()));
    if (known.isEmpty()) return refused(TicketRefused.of(TicketRefusal.PASSAGE_UNKNOWN));
    GatePassage passage = known.get();
    if (passage.annulled()) return alreadySo();
    if (now.isAfter(passage.at().plus(Limits.ANNUL_MAX))) {
      return refused(TicketRefused.of(TicketRefusal.TOO_LATE));
    }
    return accepted(
        new TicketEvent.PassageAnnulled(
            booklet.origin(), passage.scan(), passage.direction(), now));
  }

  private static Decision<TicketEvent, TicketRefused> reissue(
      TicketState.Issued ticket, TicketCommand.ReissueTicket command, Instant now) {
    TicketRecord booklet = ticket.booklet();
    return switch (ticket) {
      case TicketState.Voided isVoid -> refused(TicketRefused.of(TicketRefusal.REVOKED));
      case TicketState.Living living when booklet.generation() == command.generation() + 1 ->
          alreadySo();
      case TicketState.Living living when booklet.generation() != command.generation() ->
          refused(TicketRefused.of(TicketRefusal.GENERATION_STALE));
      case TicketState.Living living when booklet.generation() == TicketClaim.GENERATION_MAX ->
          refused(TicketRefused.of(TicketRefusal.GENERATION_STALE));
      case TicketState.Valid valid ->
          accepted(
              new TicketEvent.TicketReissued(
                  booklet.origin(), booklet.generation() + 1, command.by(), now));
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
                  living.booklet().origin(), command.reason(), command.by(), now));
    };
  }

  private static TicketRefused refusal(TicketRefusal reason, TicketRecord booklet, String list) {
    return new TicketRefused(reason, booklet.first(list).orElse(null));
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
    TicketRecord booklet = issued.booklet();
    return switch (event) {
      case TicketEvent.TicketIssued again -> throw impossible(issued, event);
      case TicketEvent.TicketCheckedIn in ->
          issued.with(booklet.with(GatePassage.Direction.IN, in.scan(), in.mode(), in.at()));
      case TicketEvent.TicketCheckedOut out ->
          issued.with(booklet.with(GatePassage.Direction.OUT, out.scan(), out.mode(), out.at()));
      case TicketEvent.PassageAnnulled annulled ->
          issued.with(booklet.annulled(annulled.scan().nonce()));
      case TicketEvent.ConflictFound found ->
          issued.with(booklet.with(new Conflict(found.earlier(), found.later(), found.reason())));
      case TicketEvent.TicketReissued reissued ->
          issued.with(booklet.reissued(reissued.generation()));
      case TicketEvent.TicketVoided voided when issued instanceof TicketState.Living living ->
          living.voided(voided);
      case TicketEvent.TicketVoided voided -> throw impossible(issued, event);
    };
  }

  /** Returns what the outside may see; null for a ticket that was never used. */
  public static @Nullable TicketView view(TicketState state) {
    return switch (state) {
      case TicketState.Absent absent -> null;
      case TicketState.Valid valid -> view(valid.booklet(), TicketView.Status.VALID);
      case TicketState.CheckedIn in -> view(in.booklet(), TicketView.Status.CHECKED_IN);
      case TicketState.CheckedOut out -> view(out.booklet(), TicketView.Status.CHECKED_OUT);
      case TicketState.Voided isVoid -> view(isVoid.booklet(), TicketView.Status.VOID);
    };
  }

  private static TicketView view(TicketRecord booklet, TicketView.Status status) {
    return new TicketView(
        booklet.ticket(),
        booklet.origin(),
        booklet.generation(),
        status,
        booklet.passages(),
        booklet.conflicts());
  }

  private static IllegalStateException impossible(TicketState state, TicketEvent event) {
    return new IllegalStateException(
        "a ticket that is %s cannot have had %s"
            .formatted(state.getClass().getSimpleName(), event));
  }
}
