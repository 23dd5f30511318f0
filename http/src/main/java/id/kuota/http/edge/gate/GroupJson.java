package id.kuota.http.edge.gate;

import id.kuota.engine.Reply;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each ticket of a group, in the order of the request.
 *
 * @param admitted how many persons pass
 */
record GroupJson(int admitted, List<ResultJson> results) {

  enum Status {
    OK,
    ERROR,
    /** Outcome unknown yet; the same request is to be sent again. */
    RETRY
  }

  /**
   * One ticket.
   *
   * @param at when the person passed; null if refused
   * @param first the first admission, where the ticket was used before
   */
  record ResultJson(
      String ticket,
      Status status,
      @Nullable Reason reason,
      @Nullable String explanation,
      @Nullable Instant at,
      RedeemJson.@Nullable FirstJson first) {}

  static GroupJson of(List<ResultJson> results) {
    int admitted = (int) results.stream().filter(result -> result.status() == Status.OK).count();
    return new GroupJson(admitted, List.copyOf(results));
  }

  static ResultJson retry(TicketId ticket) {
    return new ResultJson(ticket.value(), Status.RETRY, null, null, null, null);
  }

  static ResultJson refused(TicketId ticket, Reason reason, @Nullable Scan first) {
    return new ResultJson(
        ticket.value(),
        Status.ERROR,
        reason,
        reason.explanation(),
        null,
        first == null ? null : RedeemJson.FirstJson.of(first));
  }

  static ResultJson of(TicketId ticket, String nonce, Reply<TicketView, TicketRefused> reply) {
    return switch (reply) {
      case Reply.Answered<TicketView, TicketRefused>(var view, var repeated) -> {
        Scan recorded = view.passage(nonce).orElseThrow().scan();
        yield new ResultJson(ticket.value(), Status.OK, null, null, recorded.at(), null);
      }
      case Reply.Refused<TicketView, TicketRefused>(var no) ->
          switch (no.reason()) {
            case OVERLOADED, UNANSWERED -> retry(ticket);
            default ->
                refused(
                    ticket, CheckInHandler.reason(no.reason()).orElse(Reason.ERROR), no.first());
          };
    };
  }
}
