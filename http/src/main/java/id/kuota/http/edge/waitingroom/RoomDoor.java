package id.kuota.http.edge.waitingroom;

import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.http.edge.identity.RoomToken;
import id.kuota.http.edge.identity.RoomTokens;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Lets only those order who have a session, where the terms of the sale have a waiting room. The
 * check is a signature, and the terms are in the node's memory.
 *
 * @param memory of this node
 */
public record RoomDoor(Sales sales, RoomTokens tokens, Memory memory, Clock clock) {

  /** The header that carries a session. */
  public static final String HEADER = "Kuota-Room-Session";

  /** What this node knows of the rooms. */
  public interface Memory {

    /** For a node that reads no rooms: all work, and no hold is counted. */
    Memory NONE =
        new Memory() {
          @Override
          public boolean isOutOfOrder(SaleId sale) {
            return false;
          }

          @Override
          public void held(SaleId sale, EntryId entry, long units) {}
        };

    /** Returns whether the room of a sale does not work. */
    boolean isOutOfOrder(SaleId sale);

    /** Notes that a person holds units; does not block. */
    void held(SaleId sale, EntryId entry, long units);
  }

  /**
   * Goes on if the person may order in this sale, else answers why not.
   *
   * @param wasDone whether the request repeats one that was done; asked where the session was valid
   *     and is so no longer, since a retry gets the first answer at any time
   */
  public CompletionStage<HttpResponse> enter(
      RequestContext context,
      SaleId sale,
      BuyerKey person,
      Supplier<CompletionStage<Boolean>> wasDone,
      Supplier<CompletionStage<HttpResponse>> next) {
    return sales
        .find(sale)
        .thenCompose(
            found -> {
              Optional<Problem> refusal = found.flatMap(view -> refusal(context, view, person));
              if (refusal.isEmpty()) return next.get();
              if (refusal.get().code() != ProblemCode.SESSION_EXPIRED) {
                return context.refuse(refusal.get());
              }
              return wasDone
                  .get()
                  .thenCompose(done -> done ? next.get() : context.refuse(refusal.get()));
            });
  }

  private Optional<Problem> refusal(RequestContext context, SaleView sale, BuyerKey person) {
    Optional<WaitingRoomTerms> terms = sale.terms().waitingRoom();
    if (terms.isEmpty()) return Optional.empty();
    return problem(context, sale.sale(), person)
        .filter(
            problem ->
                switch (terms.get().onFailure()) {
                  case CLOSED -> true;
                  case OPEN -> !memory.isOutOfOrder(sale.sale());
                });
  }

  private Optional<Problem> problem(RequestContext context, SaleId sale, BuyerKey person) {
    Optional<String> header = context.header(HEADER);
    if (header.isEmpty()) return Optional.of(Problem.of(ProblemCode.SESSION_REQUIRED));
    return tokens
        .parse(RoomToken.Kind.SESSION, header.get().strip())
        .filter(session -> session.sale().equals(sale))
        .filter(session -> session.entry().equals(tokens.entry(sale, person)))
        .map(
            session ->
                session.isExpiredAt(clock.instant())
                    ? Optional.of(Problem.of(ProblemCode.SESSION_EXPIRED))
                    : Optional.<Problem>empty())
        .orElseGet(() -> Optional.of(Problem.of(ProblemCode.SESSION_INVALID)));
  }

  /** Notes a hold for the session that the request carries, if it carries one, expired or not. */
  public void held(RequestContext context, SaleId sale, long units) {
    context
        .header(HEADER)
        .flatMap(header -> tokens.parse(RoomToken.Kind.SESSION, header.strip()))
        .filter(session -> session.sale().equals(sale))
        .ifPresent(session -> memory.held(sale, session.entry(), units));
  }
}
