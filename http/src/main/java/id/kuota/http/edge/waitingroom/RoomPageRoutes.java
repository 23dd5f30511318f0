package id.kuota.http.edge.waitingroom;

import id.kuota.engine.ShortHash;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.RoomToken;
import id.kuota.http.edge.identity.RoomTokens;
import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.page.PageAnswer;
import id.kuota.http.edge.page.Template;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.waitingroom.SpentPass;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The page of a waiting room for people: a form, a cookie with the place, and a page that looks
 * again by itself, without a script.
 */
record RoomPageRoutes(
    RoomFinder finder, WaitingRoom room, BuyerKeys buyers, RoomTokens tokens, Clock clock)
    implements RouteGroup {

  private static final String PATH = "/waiting-room/{sale}";
  private static final RoomPage PAGE = new RoomPage();

  /** The place outlives every session of the browser. */
  private static final Duration COOKIE = Duration.ofDays(7);

  @Override
  public List<Route> routes() {
    return List.of(Route.get(PATH, this::show), Route.post(PATH, this::enter));
  }

  private CompletionStage<HttpResponse> show(RequestContext context) {
    return finder.with(
        context,
        found -> {
          Optional<RoomToken> place = place(context, found);
          if (place.isEmpty() || !RoomSight.of(found, place.get(), clock.instant()).isTurn()) {
            return CompletableFuture.completedFuture(page(context, found, place, Optional.empty()));
          }
          return RoomFinder.guarded(context, () -> take(context, found, place.get()));
        });
  }

  /** A person whose turn it is has come when the page is shown, and so gets the session with it. */
  private CompletionStage<HttpResponse> take(
      RequestContext context, RoomFinder.Found found, RoomToken place) {
    long number = found.view().number(place).orElse(0);
    Instant expires = RoomPasses.expiry(clock.instant());
    var spent =
        new SpentPass(
            found.id(), place.entry(), number, expires, ShortHash.of("page\n" + place.entry()));
    RoomToken session = RoomPasses.session(found.id(), place.entry(), number, expires);
    return room.spend(spent)
        .thenApply(
            isOurs ->
                page(
                    context,
                    found,
                    Optional.of(place),
                    isOurs ? Optional.of(tokens.text(session)) : Optional.empty()));
  }

  private HttpResponse page(
      RequestContext context,
      RoomFinder.Found found,
      Optional<RoomToken> place,
      Optional<String> session) {
    return page(context, found, place, session, false);
  }

  private HttpResponse page(
      RequestContext context,
      RoomFinder.Found found,
      Optional<RoomToken> place,
      Optional<String> session,
      boolean isFaulty) {
    var sight = new RoomSight(found, place, clock.instant());
    Template.Html html = PAGE.of(sight, session, isFaulty, Language.of(context));
    String shop = found.view().room().controls().shopUrl().map(RoomPageRoutes::origin).orElse("");
    return PageAnswer.sendingTo(shop, isFaulty ? 422 : 200, html)
        .addHeader(RawHeader.create("Cache-Control", "private, no-store"));
  }

  private static String origin(String url) {
    URI address = URI.create(url);
    return address.getScheme() + "://" + address.getAuthority();
  }

  private Optional<RoomToken> place(RequestContext context, RoomFinder.Found found) {
    String wanted = cookieName(found) + "=";
    return context
        .header("Cookie")
        .flatMap(
            cookies ->
                Arrays.stream(cookies.split(";", -1))
                    .map(String::strip)
                    .filter(cookie -> cookie.startsWith(wanted))
                    .findFirst())
        .flatMap(cookie -> tokens.parse(RoomToken.Kind.PLACE, cookie.substring(wanted.length())))
        .filter(place -> place.sale().equals(found.id()));
  }

  private static String cookieName(RoomFinder.Found found) {
    return "kuota-place-" + found.id();
  }

  private CompletionStage<HttpResponse> enter(RequestContext context) {
    if (context.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent()) {
      return context.refuse(
          Problem.of(ProblemCode.FORBIDDEN, "Enter on the page of the waiting room itself."));
    }
    return finder.with(context, found -> context.withBytes(bytes -> enter(context, found, bytes)));
  }

  private CompletionStage<HttpResponse> enter(
      RequestContext context, RoomFinder.Found found, byte[] body) {
    Optional<String> buyer = buyer(body);
    if (buyer.isEmpty()) {
      return CompletableFuture.completedFuture(
          page(context, found, Optional.empty(), Optional.empty(), true));
    }
    if (!new RoomSight(found, Optional.empty(), clock.instant()).takesEntries()) {
      return CompletableFuture.completedFuture(back(context, found));
    }
    EntryId entry = tokens.entry(found.id(), buyers.buyer(buyer.get()).key());
    return RoomFinder.guarded(
        context,
        () ->
            room.enter(
                    found.id(),
                    entry,
                    EnterForm.made(),
                    found.sale().terms().opensAt(),
                    !found.view().room().controls().draining())
                .thenApply(
                    number ->
                        number.isEmpty()
                            ? context.problem(Problem.of(ProblemCode.WAITING_ROOM_FULL))
                            : back(context, found)
                                .addHeader(
                                    cookie(
                                        found,
                                        RoomToken.place(found.id(), entry, number.getAsLong())))));
  }

  private RawHeader cookie(RoomFinder.Found found, RoomToken place) {
    return RawHeader.create(
        "Set-Cookie",
        "%s=%s; Path=/waiting-room/%s; Max-Age=%d; Secure; HttpOnly; SameSite=Lax"
            .formatted(cookieName(found), tokens.text(place), found.id(), COOKIE.toSeconds()));
  }

  private static HttpResponse back(RequestContext context, RoomFinder.Found found) {
    String language = context.query("lang").filter("en"::equals).map(en -> "?lang=en").orElse("");
    return HttpResponse.create()
        .withStatus(StatusCodes.SEE_OTHER)
        .addHeader(RawHeader.create("Location", "/waiting-room/" + found.id() + language))
        .addHeader(RawHeader.create("Cache-Control", "private, no-store"));
  }

  private static Optional<String> buyer(byte[] body) {
    for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      if (!field.startsWith("buyer=")) continue;
      try {
        String text = URLDecoder.decode(field.substring("buyer=".length()), StandardCharsets.UTF_8);
        return Optional.of(text).filter(BuyerKeys::isValid);
      } catch (IllegalArgumentException notEncoded) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
