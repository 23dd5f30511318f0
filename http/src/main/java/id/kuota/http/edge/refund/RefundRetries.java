package id.kuota.http.edge.refund;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.RefundId;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.persistence.readmodel.Refunds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/**
 * Lets the gateways be asked again for many refunds: those that a page of the list names, one after
 * the other. An order decides about each by itself, so a list that is late, or a request that is
 * sent twice, asks for nothing twice.
 */
final class RefundRetries {

  /** Reads a page of the list; see {@link Refunds}. */
  interface Pages {
    Refunds.Page page(List<String> statuses, @Nullable String sale, String after, int limit);
  }

  /** After this time a request answers with what it has done, and where the next one goes on. */
  private static final Duration TIME_MAX = Duration.ofSeconds(4);

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");

  private final Engine engine;
  private final Pages refunds;
  private final BlockingReads reading;

  RefundRetries(Engine engine, Pages refunds, BlockingReads reading) {
    this.engine = engine;
    this.refunds = refunds;
    this.reading = reading;
  }

  CompletionStage<HttpResponse> retry(RequestContext context) {
    return context.withBody(
        RetryRequest::read,
        request ->
            reading.then(
                context,
                () ->
                    refunds.page(
                        List.of(request.status()),
                        request.sale().orElse(null),
                        request.after(),
                        request.limit()),
                page -> new Run(request, page, context.author()).next()));
  }

  /** One request. Its stages run one after the other. */
  private final class Run {
    private final RetryRequest request;
    private final Refunds.Page page;
    private final String by;
    private final List<RetryReportJson.Retried> done = new ArrayList<>();
    private final long begun = System.nanoTime();

    Run(RetryRequest request, Refunds.Page page, String by) {
      this.by = by;
      this.request = request;
      this.page = page;
    }

    private CompletionStage<HttpResponse> next() {
      boolean isLate = System.nanoTime() - begun > TIME_MAX.toNanos();
      if (done.size() == page.refunds().size() || (isLate && !done.isEmpty())) {
        return CompletableFuture.completedFuture(report());
      }
      Refunds.ListedRefund refund = page.refunds().get(done.size());
      return retried(refund)
          .thenCompose(
              retried -> {
                done.add(retried);
                return next();
              });
    }

    private HttpResponse report() {
      boolean hasMore = page.hasMore() || done.size() < page.refunds().size();
      String last = done.isEmpty() ? null : done.getLast().id();
      return Json.answer(200, RetryReportJson.of(done, hasMore ? last : null)).addHeader(PRIVATE);
    }

    /** Retries one refund; the order knows its gateway, the list does not. */
    private CompletionStage<RetryReportJson.Retried> retried(Refunds.ListedRefund refund) {
      var order = new OrderId(refund.order());
      if (request.gateway().isEmpty()) return asked(refund, order);
      return engine
          .orders()
          .look(order)
          .thenCompose(
              reply ->
                  switch (reply) {
                    case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                        isOf(request.gateway().get(), view, refund)
                            ? asked(refund, order)
                            : CompletableFuture.completedFuture(skipped(refund, "other_gateway"));
                    case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                        CompletableFuture.completedFuture(refused(refund, refused));
                  });
    }

    private CompletionStage<RetryReportJson.Retried> asked(
        Refunds.ListedRefund refund, OrderId order) {
      return engine
          .orders()
          .ask(order, new OrderCommand.AskRefundAgain(new RefundId(refund.refund()), by))
          .thenApply(
              reply ->
                  switch (reply) {
                    case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                        repeated
                            ? skipped(refund, "already_due")
                            : new RetryReportJson.Retried(
                                refund.refund(),
                                refund.order(),
                                RetryReportJson.Outcome.ASKED_AGAIN,
                                null);
                    case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                        refused(refund, refused);
                  });
    }
  }

  private static boolean isOf(String gateway, OrderView order, Refunds.ListedRefund refund) {
    return order.payments().stream()
        .anyMatch(
            payment ->
                payment.payment().value().equals(refund.payment())
                    && payment.gateway().equals(gateway));
  }

  private static RetryReportJson.Retried skipped(Refunds.ListedRefund refund, String why) {
    return new RetryReportJson.Retried(
        refund.refund(), refund.order(), RetryReportJson.Outcome.SKIPPED, why);
  }

  private static RetryReportJson.Retried refused(
      Refunds.ListedRefund refund, OrderRefused refused) {
    if (refused.reason() == OrderRefusal.REFUND_NOT_OWED) {
      return skipped(refund, ProblemCode.REFUND_NOT_OWED.code());
    }
    return new RetryReportJson.Retried(
        refund.refund(),
        refund.order(),
        RetryReportJson.Outcome.FAILED,
        OrderProblems.of(refused).code().code());
  }
}
