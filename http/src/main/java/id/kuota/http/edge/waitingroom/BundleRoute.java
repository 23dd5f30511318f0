package id.kuota.http.edge.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.waitingroom.Room;
import id.kuota.persistence.waitingroom.WaitingRooms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Publishes all that a draw follows from: one line of JSON, and a line with id and nonce for each
 * frozen entry. Read page by page as the client takes it; the entries never change.
 */
final class BundleRoute implements RouteGroup {

  /** Bundles at once on one node; one of a million entries has 66 MB. */
  private static final int AT_ONCE_MAX = 2;

  private static final int PAGE = 5_000;

  /** The connection of a client that takes nothing for so long is closed. */
  private static final Duration IDLE_MAX = Duration.ofSeconds(30);

  private static final String CACHE = "public, max-age=3600";

  private final Semaphore places = new Semaphore(AT_ONCE_MAX);
  private final RoomFinder finder;
  private final WaitingRoom room;

  BundleRoute(RoomFinder finder, WaitingRoom room) {
    this.finder = finder;
    this.room = room;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.publicGet("/v1/sales/{sale}/waiting-room/bundle", this::bundle));
  }

  private CompletionStage<HttpResponse> bundle(RequestContext context) {
    return finder.with(
        context,
        found -> {
          Room row = found.view().room();
          if (row.mix().isEmpty()) return context.refuse(Problem.of(ProblemCode.DRAW_PENDING));
          if (!places.tryAcquire()) {
            return context.refuse(
                Problem.of(ProblemCode.UNAVAILABLE, "Too many bundles are being read.")
                    .retryAfter(Duration.ofSeconds(10)));
          }
          return CompletableFuture.completedFuture(answer(row));
        });
  }

  private HttpResponse answer(Room row) {
    Source<ByteString, NotUsed> lines =
        Source.single(head(row))
            .concat(entries(row.sale()))
            .backpressureTimeout(IDLE_MAX)
            .watchTermination(
                (_, ended) -> {
                  ended.whenComplete((done, failure) -> places.release());
                  return NotUsed.getInstance();
                });
    return HttpResponse.create()
        .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, lines))
        .addHeader(RawHeader.create("Cache-Control", CACHE));
  }

  private static ByteString head(Room row) {
    return ByteString.fromArray(Json.bytes(new Head(row.sale().value(), RoomJson.Draw.of(row))))
        .concat(ByteString.fromString("\n"));
  }

  private record Head(String sale, RoomJson.Draw draw) {}

  private Source<ByteString, NotUsed> entries(SaleId sale) {
    return Source.unfoldAsync(
        Optional.of(Optional.<EntryId>empty()),
        after ->
            after.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.supplyAsync(() -> page(sale, after.get()), room.threads()));
  }

  /** Returns one page and where the next one begins: empty after the last one. */
  private Optional<Pair<Optional<Optional<EntryId>>, ByteString>> page(
      SaleId sale, Optional<EntryId> after) {
    List<WaitingRooms.Frozen> page = room.store().frozen(sale, after, PAGE);
    if (page.isEmpty()) return Optional.empty();
    var lines = new StringBuilder(page.size() * 66);
    for (WaitingRooms.Frozen one : page) {
      lines.append(one.entry()).append(' ').append(one.nonce()).append('\n');
    }
    Optional<Optional<EntryId>> next =
        page.size() < PAGE ? Optional.empty() : Optional.of(Optional.of(page.getLast().entry()));
    return Optional.of(Pair.create(next, ByteString.fromString(lines.toString())));
  }
}
