package id.kuota.http.payment.midtrans;

import static id.kuota.http.payment.midtrans.TransactionReader.text;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends money back. A refund that is refused may be one that was done before, under the same key,
 * by a request whose answer was lost: the transaction lists its refunds. One that is not settled is
 * cancelled if all of it shall go back; a cancelled transaction is found again in the same way.
 */
final class MidtransRefunds {

  private static final JsonMapper JSON = new JsonMapper();

  private final MidtransApi api;

  MidtransRefunds(MidtransApi api) {
    this.api = api;
  }

  CompletionStage<RefundOutcome> send(RefundRequest refund) {
    return send(refund, true);
  }

  /**
   * Sends the money back.
   *
   * @param mayCancel false: a settlement has overtaken a cancellation, and it is not tried again
   */
  private CompletionStage<RefundOutcome> send(RefundRequest refund, boolean mayCancel) {
    return api.refund(refund.payment().payment(), form(refund))
        .thenCompose(
            reply -> {
              if (isDone(reply)) {
                return answer(RefundAnswers.done(refund, reply.body()));
              }
              return lookUp(refund, reply)
                  .thenCompose(
                      status ->
                          switch (RefundAnswers.after(refund, reply, status)) {
                            case RefundAnswers.Next.Said(var outcome) -> answer(outcome);
                            case RefundAnswers.Next.Cancel all when mayCancel -> cancel(refund);
                            case RefundAnswers.Next.Cancel all ->
                                answer(new RefundOutcome.NotNow(reply.words()));
                          });
            });
  }

  private CompletionStage<RefundOutcome> cancel(RefundRequest refund) {
    return api.cancel(refund.payment().payment())
        .thenCompose(
            reply -> {
              if (isCancelled(reply)) return answer(RefundAnswers.cancelled(reply));
              return lookUp(refund, reply)
                  .thenCompose(
                      status ->
                          is("settlement", status)
                              ? send(refund, false)
                              : answer(notCancelled(refund, reply, status)));
            });
  }

  private static RefundOutcome notCancelled(RefundRequest refund, Reply refusal, Reply status) {
    return switch (RefundAnswers.after(refund, refusal, status)) {
      case RefundAnswers.Next.Said(var outcome) -> outcome;
      case RefundAnswers.Next.Cancel all -> new RefundOutcome.NotNow(refusal.words());
    };
  }

  /** Looks a refused refund up before the refusal counts. */
  private CompletionStage<Reply> lookUp(RefundRequest refund, Reply refusal) {
    if (!refusal.isRefusal()) throw MidtransGateway.notUnderstood(refusal);
    return api.status(refund.payment().payment());
  }

  private static CompletionStage<RefundOutcome> answer(RefundOutcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  private static boolean isDone(Reply reply) {
    return reply.status() == 200
        && text(reply.body(), "transaction_status").orElse("").endsWith("refund");
  }

  private static boolean isCancelled(Reply reply) {
    return reply.status() == 200 && is("cancel", reply);
  }

  private static boolean is(String status, Reply reply) {
    return text(reply.body(), "transaction_status").orElse("").equals(status);
  }

  private static ObjectNode form(RefundRequest refund) {
    return JSON.createObjectNode()
        .put("refund_key", refund.refundKey())
        .put("amount", refund.amount())
        .put("reason", refund.reason());
  }
}
