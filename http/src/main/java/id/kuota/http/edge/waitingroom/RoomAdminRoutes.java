package id.kuota.http.edge.waitingroom;

import id.kuota.engine.waitingroom.EntryId;
import id.kuota.engine.waitingroom.Hash;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.RoomToken;
import id.kuota.http.edge.identity.RoomTokens;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Fields;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.IdempotencyKey;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.waitingroom.RoomLink;
import id.kuota.persistence.waitingroom.WaitingRoomControls;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What an operator does with a waiting room. */
record RoomAdminRoutes(
    RoomFinder finder, WaitingRoom room, RoomTokens tokens, OperatorDoor operator, Clock clock)
    implements RouteGroup {

  private static final String PATH = "/v1/sales/{sale}/waiting-room";
  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");

  /** Changes and links that are shown, the latest first. */
  private static final int SHOWN_MAX = 100;

  private static final int USES_MAX = 10_000;
  private static final Pattern BEACON = Pattern.compile("([0-9a-f]{2}){16,128}");

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH + "/controls", operator.guard(Scope.READ, this::read)),
        Route.post(PATH + "/controls", operator.guard(Scope.SALES, this::set)),
        Route.post(PATH + "/beacon", operator.guard(Scope.SALES, this::beacon)),
        Route.post(PATH + "/links", operator.guard(Scope.SALES, this::addLink)),
        Route.post(PATH + "/links/{link}/revoke", operator.guard(Scope.SALES, this::revoke)));
  }

  private WaitingRoomControls controls() {
    return room.controls();
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return finder.with(context, found -> finder.blocking(context, () -> current(found)));
  }

  /** The room is read anew: an operator sees the own change at once. */
  private HttpResponse current(RoomFinder.Found found) {
    room.rooms().read();
    RoomView view = room.rooms().find(found.id()).orElse(found.view());
    return Json.answer(
            200,
            ControlsJson.of(
                view.room(),
                controls().links(found.id(), SHOWN_MAX),
                controls().changes(found.id(), SHOWN_MAX)))
        .addHeader(PRIVATE);
  }

  private CompletionStage<HttpResponse> set(RequestContext context) {
    return finder.with(
        context,
        found ->
            context.withBody(
                body -> ControlForm.read(body, context.author()),
                change ->
                    finder.blocking(
                        context,
                        () -> {
                          controls().set(found.id(), change, clock.instant());
                          return current(found);
                        })));
  }

  private record Beacon(String value, String source) {
    static Beacon read(Fields body) {
      return new Beacon(
          body.text(
              "value", BEACON.asMatchPredicate(), "must be 16 to 128 bytes in hexadecimal digits"),
          body.text("source", 1, ControlForm.REASON_MAX));
    }
  }

  private CompletionStage<HttpResponse> beacon(RequestContext context) {
    return finder.with(
        context,
        found ->
            context.withBody(
                Beacon::read,
                beacon ->
                    finder.blocking(
                        context,
                        () ->
                            controls()
                                    .setBeacon(
                                        found.id(),
                                        new Hash(beacon.value()),
                                        beacon.source(),
                                        context.author(),
                                        clock.instant())
                                ? current(found)
                                : context.problem(Problem.of(ProblemCode.BEACON_NOT_AWAITED)))));
  }

  private record LinkForm(int uses, Instant expiresAt, String reason) {
    static LinkForm read(Fields body) {
      return new LinkForm(
          (int) body.whole("uses", 1, USES_MAX),
          body.instant("expires_at"),
          body.text("reason", 1, ControlForm.REASON_MAX));
    }
  }

  private CompletionStage<HttpResponse> addLink(RequestContext context) {
    return context.withKey(
        key ->
            finder.with(
                context,
                found ->
                    context.withBody(
                        LinkForm::read,
                        form ->
                            finder.blocking(
                                context, () -> addLink(found, key, form, context.author())))));
  }

  /** The link follows from the key, so that a repeated request has an equal answer. */
  private HttpResponse addLink(
      RoomFinder.Found found, IdempotencyKey key, LinkForm form, String by) {
    EntryId id = tokens.link(found.id(), key.value());
    Instant expiresAt = form.expiresAt().truncatedTo(ChronoUnit.SECONDS);
    controls()
        .add(
            found.id(),
            new RoomLink(id, form.uses(), 0, expiresAt, false, by, form.reason(), clock.instant()));
    var link = new RoomToken(RoomToken.Kind.LINK, found.id(), id, 0, expiresAt);
    return Json.answer(201, new TokenJson.Link(id.toString(), tokens.text(link), expiresAt))
        .addHeader(PRIVATE);
  }

  private CompletionStage<HttpResponse> revoke(RequestContext context) {
    return finder.with(
        context,
        found ->
            context.withBody(
                body -> body.text("reason", 1, ControlForm.REASON_MAX),
                reason -> finder.blocking(context, () -> revoke(context, found, reason))));
  }

  private HttpResponse revoke(RequestContext context, RoomFinder.Found found, String reason) {
    String id = context.parameter("link");
    boolean isThere =
        EntryId.isValid(id)
            && controls()
                .revoke(found.id(), EntryId.parse(id), context.author(), reason, clock.instant());
    return isThere ? current(found) : context.problem(Problem.of(ProblemCode.LINK_NOT_FOUND));
  }
}
