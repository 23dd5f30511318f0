package id.kuota.http.edge.waitingroom;

import id.kuota.engine.ShortHash;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.RoomPhase;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.RoomToken;
import id.kuota.http.edge.identity.RoomTokens;
import id.kuota.http.edge.json.Fields;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.IdempotencyKey;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.waitingroom.SpentPass;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What a person asks of a waiting room. */
record WaitingRoomRoutes(
    RoomFinder finder, WaitingRoom waitingRoom, BuyerKeys buyers, RoomTokens tokens, Clock clock)
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
        Route.post(PATH + "/bypass", this::bypass),
        Route.post(PATH + "/sessions", this::session));
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return finder.with(
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
    return finder.with(
        context, found -> context.withBody(EnterForm::read, form -> enter(context, found, form)));
  }

  private CompletionStage<HttpResponse> enter(
      RequestContext context, RoomFinder.Found found, EnterForm form) {
    EntryId entry = tokens.entry(found.id(), buyers.buyer(form.buyer()).key());
    Optional<Problem> closed = closedToEntries(found);
    if (closed.isPresent()) return context.refuse(closed.get());
    return RoomFinder.guarded(
        context,
        () ->
            waitingRoom
                .enter(
                    found.id(),
                    entry,
                    form.nonce(),
                    found.sale().terms().opensAt(),
                    !found.view().room().controls().draining())
                .thenApply(
                    number ->
                        number.isPresent()
                            ? placed(found, RoomToken.place(found.id(), entry, number.getAsLong()))
                            : context.problem(noPlace(found))));
  }

  private Optional<Problem> closedToEntries(RoomFinder.Found found) {
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

  private static Problem noPlace(RoomFinder.Found found) {
    return Problem.of(
        found.view().room().controls().draining()
            ? ProblemCode.WAITING_ROOM_NOT_OPEN
            : ProblemCode.WAITING_ROOM_FULL);
  }

  private HttpResponse placed(RoomFinder.Found found, RoomToken place) {
    return Json.answer(201, PlaceJson.of(tokens.text(place), place, found.view()))
        .addHeader(PRIVATE);
  }

  private CompletionStage<HttpResponse> place(RequestContext context) {
    return finder.with(
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
    return finder.with(
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

  private HttpResponse pass(RequestContext context, RoomFinder.Found found, RoomToken place) {
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
    return passOf(found, place.entry(), number.getAsLong());
  }

  private record Bypass(String link, String buyer) {
    static Bypass read(Fields body) {
      return new Bypass(
          body.text("link", 1, TEXT_MAX), body.text("buyer", BuyerKeys::isValid, BuyerKeys.WANTED));
    }
  }

  private CompletionStage<HttpResponse> bypass(RequestContext context) {
    return finder.with(
        context,
        found ->
            context.withBody(
                Bypass::read,
                form -> {
                  Optional<RoomToken> link =
                      tokens
                          .parse(RoomToken.Kind.LINK, form.link())
                          .filter(own -> own.sale().equals(found.id()));
                  if (link.isEmpty()) return context.refuse(Problem.of(ProblemCode.LINK_INVALID));
                  EntryId person = tokens.entry(found.id(), buyers.buyer(form.buyer()).key());
                  return finder.blocking(
                      context, () -> bypass(context, found, link.get().entry(), person));
                }));
  }

  private HttpResponse bypass(
      RequestContext context, RoomFinder.Found found, EntryId link, EntryId person) {
    if (found.sale().sellingAt(clock.instant()) == SaleView.Selling.ENDED) {
      return context.problem(Problem.of(ProblemCode.SALE_ENDED));
    }
    return waitingRoom.controls().use(found.id(), link, person, clock.instant())
        ? passOf(found, person, 0)
        : context.problem(Problem.of(ProblemCode.LINK_SPENT));
  }

  private HttpResponse passOf(RoomFinder.Found found, EntryId person, long number) {
    RoomToken pass = RoomPasses.pass(found.id(), person, number, clock.instant());
    return Json.answer(201, new TokenJson.Pass(tokens.text(pass), pass.expires()))
        .addHeader(PRIVATE);
  }

  private CompletionStage<HttpResponse> session(RequestContext context) {
    return context.withKey(
        key ->
            finder.with(
                context,
                found ->
                    context.withBody(
                        body -> body.text("pass", 1, TEXT_MAX),
                        text -> session(context, found, key, text))));
  }

  private CompletionStage<HttpResponse> session(
      RequestContext context, RoomFinder.Found found, IdempotencyKey key, String text) {
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
    return RoomFinder.guarded(
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
    RoomToken session =
        RoomPasses.session(pass.sale(), pass.entry(), pass.number(), pass.expires());
    return Json.answer(201, new TokenJson.Session(tokens.text(session), session.expires()))
        .addHeader(PRIVATE);
  }
}
