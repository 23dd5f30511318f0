package id.kuota.http.edge.gate;

import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.http.edge.ticket.ShownTicket;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a gate, on the wire.
 *
 * @param at when the person passed; null if refused
 * @param first the first admission, where the ticket was used before
 */
record RedeemJson(
    Status status,
    @Nullable Reason reason,
    @Nullable String explanation,
    @Nullable TicketJson ticket,
    Type type,
    String list,
    String gate,
    String nonce,
    @Nullable Instant at,
    @Nullable FirstJson first) {

  enum Status {
    OK,
    ERROR
  }

  enum Type {
    ENTRY,
    EXIT;

    static Type of(GatePassage.Direction direction) {
      return switch (direction) {
        case IN -> ENTRY;
        case OUT -> EXIT;
      };
    }
  }

  record TicketJson(String id, String sale, String offer) {

    static TicketJson of(ShownTicket shown) {
      return new TicketJson(
          shown.ticket().value(), shown.origin().sale().value(), shown.origin().offer().value());
    }
  }

  record FirstJson(String gate, String device, Instant at) {

    static FirstJson of(Scan scan) {
      return new FirstJson(scan.gate().value(), scan.device(), scan.at());
    }
  }

  /**
   * Answers that a person passes. {@code scan} as it was recorded: a retry gets the same answer.
   */
  static RedeemJson ok(ShownTicket shown, GatePassage.Direction direction, Scan scan) {
    return new RedeemJson(
        Status.OK,
        null,
        null,
        TicketJson.of(shown),
        Type.of(direction),
        scan.list(),
        scan.gate().value(),
        scan.nonce(),
        scan.at(),
        null);
  }

  static RedeemJson refused(
      Reason reason,
      @Nullable ShownTicket shown,
      GatePassage.Direction direction,
      Scan scan,
      @Nullable Scan first) {
    return new RedeemJson(
        Status.ERROR,
        reason,
        reason.explanation(),
        shown == null ? null : TicketJson.of(shown),
        Type.of(direction),
        scan.list(),
        scan.gate().value(),
        scan.nonce(),
        null,
        first == null ? null : FirstJson.of(first));
  }
}
