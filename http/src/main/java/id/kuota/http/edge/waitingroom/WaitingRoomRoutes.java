package id.kuota.http.edge.waitingroom;

import id.kuota.engine.Engine;
import id.kuota.engine.ShortHash;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.waitingroom.AdmissionTimes;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.RoomPhase;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.RoomToken;
import id.kuota.http.edge.identity.RoomTokens;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.IdempotencyKey;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import id.kuota.persistence.waitingroom.SpentPass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What a person asks of a waiting room. */
public record WaitingRoomRoutes(
    Engine engine, WaitingRoom waitingRoom, BuyerKeys buyers, RoomTokens tokens, Clock clock)
    implements RouteGroup {

  /** The header that carries a place to be read. */
  static final String PLACE = "Kuota-Place";

  private static final String PATH = "/v1/sales/{sale}/waiting-room";
  private static final String CACHE =
      "public, max-age=1, stale-while-revalidate=2, stale-if-error=10";
  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");
  private static final int TEXT_MAX = 300;

  @Override
  public List<Route> routes() {
    return List.of(
        Route.publicGet(PATH, this::read),
        Route.post(PATH + "/entries", this::enter),
        Route.get(PATH + "/place", this::place),
        Route.post(PATH + "/passes", this::pass),
        Route.post(PATH + "/sessions", this::session));
  }

  /** A sale with a room, as this node has it. */
  private record Found(SaleView sale, WaitingRoomTerms terms, RoomView view) {
    SaleId id() {
      return sale.sale();
    }
  }

  private interface Next {
    CompletionStage<HttpResponse> answer(Found found);
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return withRoom(
        context,
        found -> {
          byte[] body =
              Json.bytes(
                  RoomJson.of(
                      found.view(), found.sale(), found.terms().opensAt(), clock.instant()));
          return CompletableFuture.completedFuture(
              Conditional.answer(
                  context, Conditional.etagOf(body), CACHE, () -> Json.answer(200, body)));
        });
  }

  private CompletionStage<HttpResponse> enter(RequestContext context) {
    return withRoom(
        context, found -> context.withBody(EnterForm::read, form -> enter(context, found, form)));
  }

  private CompletionStage<HttpResponse> enter(RequestContext context, Found found, EnterForm form) {
    EntryId entry = tokens.entry(found.id(), buyers.buyer(form.buyer()).key());
    Optional<Problem> closed = closedToEntries(found);
    if (closed.isPresent()) return context.refuse(closed.get());
    return guarded(
        context,
        () ->
            waitingRoom
                .enter(found.id(), entry, form.nonce(), found.sale().terms().opensAt())
                .thenApply(
                    number ->
                        number.isPresent()
                            ? placed(found, RoomToken.place(found.id(), entry, number.getAsLong()))
                            : context.problem(Problem.of(ProblemCode.WAITING_ROOM_FULL))));
  }

  private Optional<Problem> closedToEntries(Found found) {
    if (found.view().phase() == RoomPhase.SOLD_OUT) {
      return Optional.of(Problem.of(ProblemCode.SOLD_OUT));
    }
    Instant now = clock.instant();
    if (found.sale().sellingAt(now) == SaleView.Selling.ENDED) {
      return Optional.of(Problem.of(ProblemCode.SALE_ENDED));
    }
    if (now.isBefore(found.terms().opensAt())) {
      return Optional.of(
          Problem.of(ProblemCode.WAITING_ROOM_NOT_OPEN)
              .with("opens_at", found.terms().opensAt().toString()));
    }
    return Optional.empty();
  }

  private HttpResponse placed(Found found, RoomToken place) {
    return Json.answer(201, PlaceJson.of(tokens.text(place), place, found.view()))
        .addHeader(PRIVATE);
  }

  private CompletionStage<HttpResponse> place(RequestContext context) {
    return withRoom(
        context,
        found -> {
          String text = context.header(PLACE).map(String::strip).orElse("");
          return CompletableFuture.completedFuture(
              tokens
                  .parse(RoomToken.Kind.PLACE, text)
                  .filter(place -> place.sale().equals(found.id()))
                  .map(place -> PlaceJson.of(text, place, found.view()))
                  .map(json -> Json.answer(200, json).addHeader(PRIVATE))
                  .orElseGet(() -> context.problem(Problem.of(ProblemCode.PLACE_INVALID))));
        });
  }

  private CompletionStage<HttpResponse> pass(RequestContext context) {
    return withRoom(
        context,
        found ->
            context.withBody(
                body -> body.text("place", 1, TEXT_MAX),
                text ->
                    CompletableFuture.completedFuture(
                        tokens
                            .parse(RoomToken.Kind.PLACE, text)
                            .filter(place -> place.sale().equals(found.id()))
                            .map(place -> pass(context, found, place))
                            .orElseGet(
                                () -> context.problem(Problem.of(ProblemCode.PLACE_INVALID))))));
  }

  private HttpResponse pass(RequestContext context, Found found, RoomToken place) {
    RoomView view = found.view();
    if (found.sale().sellingAt(clock.instant()) == SaleView.Selling.ENDED) {
      return context.problem(Problem.of(ProblemCode.SALE_ENDED));
    }
    if (view.phase() == RoomPhase.SOLD_OUT) {
      return context.problem(Problem.of(ProblemCode.SOLD_OUT));
    }
    OptionalLong number = view.number(place);
    if (number.isEmpty()) return context.problem(Problem.of(ProblemCode.NOT_YOUR_TURN));
    long ahead = number.getAsLong() - view.room().admittedUpTo() - 1;
    if (ahead >= 0) {
      return context.problem(
          Problem.of(ProblemCode.NOT_YOUR_TURN)
              .with("number", number.getAsLong())
              .with("ahead", ahead));
    }
    var pass =
        new RoomToken(
            RoomToken.Kind.PASS, found.id(), place.entry(), number.getAsLong(), passExpiry());
    return Json.answer(201, new TokenJson.Pass(tokens.text(pass), pass.expires()))
        .addHeader(PRIVATE);
  }

  /**
   * Asked again within that time, a person gets the pass again: there is one, and it is spent once.
   */
  private Instant passExpiry() {
    long step = AdmissionTimes.PASS.toSeconds();
    return Instant.ofEpochSecond((clock.instant().getEpochSecond() / step + 2) * step);
  }

  private CompletionStage<HttpResponse> session(RequestContext context) {
    return context.withKey(
        key ->
            withRoom(
                context,
                found ->
                    context.withBody(
                        body -> body.text("pass", 1, TEXT_MAX),
                        text -> session(context, found, key, text))));
  }

  private CompletionStage<HttpResponse> session(
      RequestContext context, Found found, IdempotencyKey key, String text) {
    Optional<RoomToken> parsed = tokens.parse(RoomToken.Kind.PASS, text);
    if (parsed.isEmpty()) return context.refuse(Problem.of(ProblemCode.PASS_INVALID));
    RoomToken pass = parsed.get();
    if (!pass.sale().equals(found.id())) {
      return context.refuse(Problem.of(ProblemCode.PASS_FOREIGN));
    }
    if (pass.isExpiredAt(clock.instant())) {
      return context.refuse(Problem.of(ProblemCode.PASS_EXPIRED));
    }
    var spent =
        new SpentPass(
            found.id(), pass.entry(), pass.number(), pass.expires(), ShortHash.of(key.value()));
    return guarded(
        context,
        () ->
            waitingRoom
                .spend(spent)
                .thenApply(
                    isOurs ->
                        isOurs
                            ? sessionOf(pass)
                            : context.problem(Problem.of(ProblemCode.PASS_SPENT))));
  }

  /** Follows from the pass, so that a repeated request has an equal answer. */
  private HttpResponse sessionOf(RoomToken pass) {
    var session =
        new RoomToken(
            RoomToken.Kind.SESSION,
            pass.sale(),
            pass.entry(),
            pass.number(),
            pass.expires().plus(AdmissionTimes.SESSION));
    return Json.answer(201, new TokenJson.Session(tokens.text(session), session.expires()))
        .addHeader(PRIVATE);
  }

  private CompletionStage<HttpResponse> withRoom(RequestContext context, Next next) {
    String id = context.parameter("sale");
    if (!SaleId.isValid(id)) return context.refuse(Problem.of(ProblemCode.SALE_NOT_FOUND));
    return engine
        .sales()
        .find(new SaleId(id))
        .thenCompose(
            found -> {
              if (found.isEmpty()) return context.refuse(Problem.of(ProblemCode.SALE_NOT_FOUND));
              Optional<WaitingRoomTerms> terms = found.get().terms().waitingRoom();
              if (terms.isEmpty()) {
                return context.refuse(Problem.of(ProblemCode.WAITING_ROOM_NOT_FOUND));
              }
              return withRoom(context, found.get(), terms.get(), next);
            });
  }

  private CompletionStage<HttpResponse> withRoom(
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

  /** Answers 503 if the database does not. */
  private static CompletionStage<HttpResponse> guarded(
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

  private static Problem unavailable() {
    return Problem.of(ProblemCode.UNAVAILABLE, "The waiting room cannot be read at this moment.")
        .retryAfter(Duration.ofSeconds(2));
  }
}
