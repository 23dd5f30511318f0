package id.kuota.http.edge.refund;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to ask the gateways again, on the wire.
 *
 * @param nextCursor where the next request goes on; null if all were looked at
 */
record RetryReportJson(
    long askedAgain,
    long skipped,
    long failed,
    List<Retried> data,
    @Nullable String nextCursor,
    boolean hasMore) {

  /** What became of one refund. */
  enum Outcome {
    ASKED_AGAIN,
    /** It is asked for already, is not owed any more, or is of another gateway. */
    SKIPPED,
    /** Its order did not answer: ask for it once more. */
    FAILED
  }

  /**
   * One refund.
   *
   * @param why a word for what is skipped or has failed; null if it was asked for
   */
  record Retried(String id, String order, Outcome outcome, @Nullable String why) {}

  static RetryReportJson of(List<Retried> all, @Nullable String next) {
    return new RetryReportJson(
        count(all, Outcome.ASKED_AGAIN),
        count(all, Outcome.SKIPPED),
        count(all, Outcome.FAILED),
        List.copyOf(all),
        next,
        next != null);
  }

  private static long count(List<Retried> all, Outcome outcome) {
    return all.stream().filter(one -> one.outcome() == outcome).count();
  }
}
