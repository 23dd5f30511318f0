package id.kuota.http.edge.gate;

import id.kuota.engine.ticket.Conflict;
import id.kuota.engine.ticket.TicketRefusal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of each scan of an upload, in their order. */
record UploadJson(List<ResultJson> results) {

  enum Status {
    /** It is in the journal. */
    RECORDED,
    /** It is no passage of a ticket of this sale; sent again it has the same answer. */
    REFUSED,
    /** Outcome unknown yet; to be retried. */
    RETRY
  }

  /** What the ticket knew before; {@code earlier} is null where it only was void. */
  record ConflictJson(String reason, RedeemJson.@Nullable FirstJson earlier) {

    static ConflictJson of(Conflict conflict) {
      boolean hasEarlier = !conflict.earlier().equals(conflict.later());
      return new ConflictJson(
          conflict.reason().name().toLowerCase(Locale.ROOT),
          hasEarlier ? RedeemJson.FirstJson.of(conflict.earlier()) : null);
    }
  }

  record ResultJson(
      String nonce, Status status, @Nullable Reason reason, @Nullable ConflictJson conflict) {

    static ResultJson recorded(String nonce, @Nullable Conflict conflict) {
      return new ResultJson(
          nonce, Status.RECORDED, null, conflict == null ? null : ConflictJson.of(conflict));
    }

    static ResultJson refused(String nonce, Reason reason) {
      return new ResultJson(nonce, Status.REFUSED, reason, null);
    }

    static ResultJson retry(String nonce) {
      return new ResultJson(nonce, Status.RETRY, null, null);
    }

    static ResultJson of(String nonce, TicketRefusal refusal) {
      return switch (refusal) {
        case OVERLOADED, UNANSWERED -> retry(nonce);
        case NONCE_REUSED -> refused(nonce, Reason.ERROR);
        case INVALID,
            UNPAID,
            CANCELED,
            ANNULLED,
            REVOKED,
            PRODUCT,
            ALREADY_REDEEMED,
            PASSAGE_UNKNOWN,
            TOO_LATE,
            GENERATION_STALE ->
            refused(nonce, CheckInHandler.reason(refusal).orElse(Reason.ERROR));
      };
    }
  }
}
