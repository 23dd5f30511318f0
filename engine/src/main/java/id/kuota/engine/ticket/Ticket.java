package id.kuota.engine.ticket;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.ticket.Passage.Direction;
import id.kuota.engine.ticket.Passage.Mode;
import id.kuota.engine.ticket.TicketCommand.AnnulPassage;
import id.kuota.engine.ticket.TicketCommand.CheckIn;
import id.kuota.engine.ticket.TicketCommand.CheckOut;
import id.kuota.engine.ticket.TicketCommand.ReissueTicket;
import id.kuota.engine.ticket.TicketCommand.VoidTicket;
import id.kuota.engine.ticket.TicketEvent.ConflictFound;
import id.kuota.engine.ticket.TicketEvent.PassageAnnulled;
import id.kuota.engine.ticket.TicketEvent.TicketCheckedIn;
import id.kuota.engine.ticket.TicketEvent.TicketCheckedOut;
import id.kuota.engine.ticket.TicketEvent.TicketIssued;
import id.kuota.engine.ticket.TicketEvent.TicketReissued;
import id.kuota.engine.ticket.TicketEvent.TicketVoided;
import id.kuota.engine.ticket.TicketState.Absent;
import id.kuota.engine.ticket.TicketState.CheckedIn;
import id.kuota.engine.ticket.TicketState.CheckedOut;
import id.kuota.engine.ticket.TicketState.Issued;
import id.kuota.engine.ticket.TicketState.Living;
import id.kuota.engine.ticket.TicketState.Valid;
import id.kuota.engine.ticket.TicketState.Voided;
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
      case Absent absent -> refused(TicketRefused.of(TicketRefusal.INVALID));
      case Issued issued ->
          switch (command) {
            case CheckIn checkIn -> checkIn(issued, checkIn, now);
            case CheckOut checkOut -> checkOut(issued.booklet(), checkOut, now);
            case AnnulPassage annul -> annul(issued.booklet(), annul, now);
            case ReissueTicket reissue -> reissue(issued, reissue, now);
            case VoidTicket toVoid -> toVoid(issued, toVoid, now);
          };
    };
  }

  /** Returns the first event of a ticket, as its order decided. */
  public static TicketIssued issue(TicketId ticket, OrderWord.Paid word, Instant now) {
    return new TicketIssued(ticket, word.origin(), now);
  }

  /** Returns the first events of a ticket that its order has voided. */
  static List<TicketEvent> issueVoid(TicketId ticket, OrderWord.ToVoid word, Instant now) {
    return List.of(
        new TicketIssued(ticket, word.origin(), now),
        new TicketVoided(word.origin(), word.reason(), "order", now));
  }

  private static Decision<TicketEvent, TicketRefused> checkIn(
      Issued ticket, CheckIn command, Instant now) {
    Booklet booklet = ticket.booklet();
    Optional<Passage> known = booklet.passage(command.scan().nonce());
    if (known.isPresent()) return again(known.get(), Direction.IN, command.scan());

    Optional<TicketRefusal> no = no(ticket, command, now);
    var checkedIn =
        new TicketCheckedIn(
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

  private static Optional<TicketRefusal> no(Issued ticket, CheckIn command, Instant now) {
    return switch (ticket) {
      case Voided isVoid -> Optional.of(TicketRefusal.REVOKED);
      case Living living when living.booklet().generation() != command.generation() ->
          Optional.of(TicketRefusal.REVOKED);
      case Living living when command.mode() == Mode.FORCED -> Optional.empty();
      case Living living when !command.list().admits(living.booklet().origin().offer()) ->
          Optional.of(TicketRefusal.PRODUCT);
      case Living living when isSecond(living.booklet(), command, now) ->
          Optional.of(TicketRefusal.ALREADY_REDEEMED);
      case Living living -> Optional.empty();
    };
  }

  /**
   * Whether the list forbids the entry because of another passage. An upload takes its place
   * between those that it came between: it may be the second entry, or make the next one the
   * second.
   */
  private static boolean isSecond(Booklet booklet, CheckIn command, Instant now) {
    String list = command.scan().list();
    Reentry reentry = command.list().reentry();
    if (command.mode() != Mode.OFFLINE) {
      return booklet.last(list).filter(last -> !mayEnterAfter(last, reentry)).isPresent();
    }
    Instant at = Passage.passedAt(command.scan(), now);
    boolean isAfterEntry =
        booklet.lastBefore(list, at).filter(last -> !mayEnterAfter(last, reentry)).isPresent();
    boolean isBeforeEntry =
        reentry != Reentry.ALWAYS
            && booklet
                .firstAfter(list, at)
                .filter(next -> next.direction() == Direction.IN)
                .isPresent();
    return isAfterEntry || isBeforeEntry;
  }

  private static boolean mayEnterAfter(Passage last, Reentry reentry) {
    return switch (reentry) {
      case NEVER -> false;
      case AFTER_EXIT -> last.direction() == Direction.OUT;
      case ALWAYS -> true;
    };
  }

  private static ConflictFound conflict(
      Booklet booklet, Scan later, TicketRefusal reason, Instant now) {
    Scan earlier = booklet.first(later.list()).orElse(later);
    return new ConflictFound(booklet.origin(), earlier, later, reason, now);
  }

  private static Decision<TicketEvent, TicketRefused> checkOut(
      Booklet booklet, CheckOut command, Instant now) {
    return booklet
        .passage(command.scan().nonce())
        .map(known -> again(known, Direction.OUT, command.scan()))
        .orElseGet(
            () ->
                accepted(
                    new TicketCheckedOut(booklet.origin(), command.scan(), command.mode(), now)));
  }

  /** Answers a repeated scan as it was answered before. */
  private static Decision<TicketEvent, TicketRefused> again(
      Passage known, Direction direction, Scan scan) {
    if (known.direction() != direction || !known.scan().isAgain(scan)) {
      return refused(TicketRefused.of(TicketRefusal.NONCE_REUSED));
    }
    return known.annulled() ? refused(TicketRefused.of(TicketRefusal.ANNULLED)) : alreadySo();
  }

  private static Decision<TicketEvent, TicketRefused> annul(
      Booklet booklet, AnnulPassage command, Instant now) {
    Optional<Passage> known =
        booklet
            .passage(command.nonce())
            .filter(passage -> passage.scan().device().equals(command.device()));
    if (known.isEmpty()) return refused(TicketRefused.of(TicketRefusal.PASSAGE_UNKNOWN));
    Passage passage = known.get();
    if (passage.annulled()) return alreadySo();
    if (now.isAfter(passage.at().plus(Limits.ANNUL_MAX))) {
      return refused(TicketRefused.of(TicketRefusal.TOO_LATE));
    }
    return accepted(
        new PassageAnnulled(booklet.origin(), passage.scan(), passage.direction(), now));
  }

  private static Decision<TicketEvent, TicketRefused> reissue(
      Issued ticket, ReissueTicket command, Instant now) {
    Booklet booklet = ticket.booklet();
    return switch (ticket) {
      case Voided isVoid -> refused(TicketRefused.of(TicketRefusal.REVOKED));
      case Living living when booklet.generation() == command.generation() + 1 -> alreadySo();
      case Living living when booklet.generation() != command.generation() ->
          refused(TicketRefused.of(TicketRefusal.GENERATION_STALE));
      case Living living when booklet.generation() == TicketClaim.GENERATION_MAX ->
          refused(TicketRefused.of(TicketRefusal.GENERATION_STALE));
      case Valid valid ->
          accepted(
              new TicketReissued(booklet.origin(), booklet.generation() + 1, command.by(), now));
      case CheckedIn checkedIn -> refused(TicketRefused.of(TicketRefusal.ALREADY_REDEEMED));
      case CheckedOut checkedOut -> refused(TicketRefused.of(TicketRefusal.ALREADY_REDEEMED));
    };
  }

  private static Decision<TicketEvent, TicketRefused> toVoid(
      Issued ticket, VoidTicket command, Instant now) {
    return switch (ticket) {
      case Voided isVoid -> alreadySo();
      case Living living ->
          accepted(
              new TicketVoided(living.booklet().origin(), command.reason(), command.by(), now));
    };
  }

  private static TicketRefused refusal(TicketRefusal reason, Booklet booklet, String list) {
    return new TicketRefused(reason, booklet.first(list).orElse(null));
  }

  /** The state after an event of the journal. */
  public static TicketState evolve(TicketState state, TicketEvent event) {
    return switch (state) {
      case Absent absent when event instanceof TicketIssued issued -> absent.issued(issued);
      case Absent absent -> throw impossible(state, event);
      case Issued issued -> evolve(issued, event);
    };
  }

  private static TicketState evolve(Issued issued, TicketEvent event) {
    Booklet booklet = issued.booklet();
    return switch (event) {
      case TicketIssued again -> throw impossible(issued, event);
      case TicketCheckedIn in ->
          issued.with(booklet.with(Direction.IN, in.scan(), in.mode(), in.at()));
      case TicketCheckedOut out ->
          issued.with(booklet.with(Direction.OUT, out.scan(), out.mode(), out.at()));
      case PassageAnnulled annulled -> issued.with(booklet.annulled(annulled.scan().nonce()));
      case ConflictFound found ->
          issued.with(booklet.with(new Conflict(found.earlier(), found.later(), found.reason())));
      case TicketReissued reissued -> issued.with(booklet.reissued(reissued.generation()));
      case TicketVoided voided when issued instanceof Living living -> living.voided(voided);
      case TicketVoided voided -> throw impossible(issued, event);
    };
  }

  /** Returns what the outside may see; null for a ticket that was never used. */
  public static @Nullable TicketView view(TicketState state) {
    return switch (state) {
      case Absent absent -> null;
      case Valid valid -> view(valid.booklet(), TicketView.Status.VALID);
      case CheckedIn in -> view(in.booklet(), TicketView.Status.CHECKED_IN);
      case CheckedOut out -> view(out.booklet(), TicketView.Status.CHECKED_OUT);
      case Voided isVoid -> view(isVoid.booklet(), TicketView.Status.VOID);
    };
  }

  private static TicketView view(Booklet booklet, TicketView.Status status) {
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
