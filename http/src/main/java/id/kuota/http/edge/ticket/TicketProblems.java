package id.kuota.http.edge.ticket;

import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;

/** What a ticket's refusals are on the wire, where they are not the answer to a scan. */
public final class TicketProblems {

  private TicketProblems() {}

  public static Problem of(TicketRefusal refusal) {
    return switch (refusal) {
      case INVALID, UNPAID, CANCELED -> Problem.of(ProblemCode.TICKET_NOT_FOUND);
      case NONCE_REUSED -> Problem.of(ProblemCode.NONCE_REUSED);
      case ANNULLED, PASSAGE_UNKNOWN -> Problem.of(ProblemCode.PASSAGE_NOT_FOUND);
      case REVOKED -> Problem.of(ProblemCode.TICKET_VOID);
      case PRODUCT -> throw new IllegalStateException("only a scan is for a list: " + refusal);
      case ALREADY_REDEEMED -> Problem.of(ProblemCode.TICKET_USED);
      case TOO_LATE -> Problem.of(ProblemCode.ANNUL_TOO_LATE);
      case GENERATION_STALE -> Problem.of(ProblemCode.TICKET_CHANGED);
      case OVERLOADED -> Problem.overloaded();
      case UNANSWERED -> Problem.outcomeUnknown();
    };
  }
}
