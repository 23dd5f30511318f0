package id.kuota.http.edge.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.engine.telemetry.Span;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Finds the room that a request names, or answers why there is none. */
record RoomFinder(Sales sales, WaitingRoom waitingRoom) {

  /** A sale with a room, as this node has it. */
  record Found(SaleView sale, WaitingRoomTerms terms, RoomView view) {
    SaleId id() {
      return sale.sale();
    }
  }

  interface Next {
    CompletionStage<HttpResponse> answer(Found found);
  }

  CompletionStage<HttpResponse> with(RequestContext context, Next next) {
    String id = context.parameter("sale");
    if (!SaleId.isValid(id)) return context.refuse(Problem.of(ProblemCode.SALE_NOT_FOUND));
    return sales
        .find(new SaleId(id))
        .thenCompose(
            found -> {
              if (found.isEmpty()) return context.refuse(Problem.of(ProblemCode.SALE_NOT_FOUND));
              Optional<WaitingRoomTerms> terms = found.get().terms().waitingRoom();
              if (terms.isEmpty()) {
                return context.refuse(Problem.of(ProblemCode.WAITING_ROOM_NOT_FOUND));
              }
              return with(context, found.get(), terms.get(), next);
            });
  }

  private CompletionStage<HttpResponse> with(
      RequestContext context, SaleView sale, WaitingRoomTerms terms, Next next) {
    Optional<RoomView> known = waitingRoom.rooms().find(sale.sale());
    if (known.isPresent()) return next.answer(new Found(sale, terms, known.get()));
    return guarded(
        context,
        () ->
            waitingRoom
                .rooms()
                .ensure(sale.sale())
                .thenCompose(
                    view ->
                        view.isPresent()
                            ? next.answer(new Found(sale, terms, view.get()))
                            : context.refuse(unavailable())));
  }

  /** Answers with what waits for the database, or 503 if the database does not answer. */
  CompletionStage<HttpResponse> blocking(RequestContext context, Supplier<HttpResponse> work) {
    return guarded(context, () -> CompletableFuture.supplyAsync(work, waitingRoom.threads()));
  }

  /** Answers 503 if the database does not answer. */
  static CompletionStage<HttpResponse> guarded(
      RequestContext context, Supplier<CompletionStage<HttpResponse>> work) {
    return Span.across(work.get())
        .handle(
            (answer, failure) -> {
              Throwable cause =
                  failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
              if (cause == null) return CompletableFuture.completedFuture(answer);
              return cause instanceof ReadModelUnavailableException
                  ? context.refuse(unavailable())
                  : CompletableFuture.<HttpResponse>failedStage(failure);
            })
        .thenCompose(stage -> stage);
  }

  static Problem unavailable() {
    return Problem.of(ProblemCode.UNAVAILABLE, "The waiting room cannot be read at this moment.")
        .retryAfter(Duration.ofSeconds(2));
  }
}
