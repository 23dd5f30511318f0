package id.kuota.http.edge.live;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The live view of a sale, once or as a stream of events. */
public record LiveRoutes(LiveViews views, OperatorDoor operator) implements RouteGroup {

  static final String PATH = "/v1/live";

  private static final String STREAM = "text/event-stream";
  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");

  /** Proxies of the kind of nginx keep an answer back until it has a certain length. */
  private static final HttpHeader UNBUFFERED = RawHeader.create("X-Accel-Buffering", "no");

  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  @Override
  public List<Route> routes() {
    return List.of(Route.get(PATH, operator.guard(Scope.READ, this::read)));
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return context.with(
        sale(context),
        sale ->
            context.header("Accept").filter(types -> types.contains(STREAM)).isPresent()
                ? stream(context, sale)
                : once(context, sale));
  }

  private static Validated<SaleId> sale(RequestContext context) {
    Optional<String> sale = context.query("sale");
    if (sale.isEmpty()) {
      return new Validated.Invalid<>(
          Problem.invalid(
              List.of(FieldError.inParameter("sale", "missing", "names the sale to watch"))));
    }
    return SaleId.isValid(sale.get())
        ? new Validated.Valid<>(new SaleId(sale.get()))
        : new Validated.Invalid<>(unknown());
  }

  private CompletionStage<HttpResponse> once(RequestContext context, SaleId sale) {
    return views
        .latest(sale)
        .map(
            latest ->
                latest.thenCompose(
                    look ->
                        switch (look) {
                          case LiveLook.Seen seen ->
                              CompletableFuture.completedStage(
                                  Json.answer(200, seen.body(Language.of(context)))
                                      .addHeader(PRIVATE));
                          case LiveLook.Missing() -> context.refuse(unknown());
                          case LiveLook.Trouble trouble -> context.refuse(trouble.problem());
                        }))
        .orElseGet(() -> context.refuse(full("sales", LiveViews.SALES_MAX)));
  }

  /** A stream begins also while the database is away: it says so and goes on afterwards. */
  private CompletionStage<HttpResponse> stream(RequestContext context, SaleId sale) {
    if (!views.hasPlace()) return context.refuse(full("streams", LiveViews.LISTENERS_MAX));
    return views
        .latest(sale)
        .map(
            latest ->
                latest.thenCompose(
                    look ->
                        look instanceof LiveLook.Missing
                            ? context.refuse(unknown())
                            : CompletableFuture.completedStage(open(context, sale))))
        .orElseGet(() -> context.refuse(full("sales", LiveViews.SALES_MAX)));
  }

  /** A stream ends when the token that opened it ends: at its next event or heartbeat. */
  private HttpResponse open(RequestContext context, SaleId sale) {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.createChunked(
                MediaTypes.TEXT_EVENT_STREAM.toContentType(),
                views.stream(sale, Language.of(context), known(context))
                    .takeWhile(
                        event ->
                            operator.enter(context, Scope.READ)
                                instanceof OperatorDoor.Entry.Open)))
        .addHeader(PRIVATE)
        .addHeader(UNBUFFERED);
  }

  /** Returns the id that the client has; 0 if it has none, or none of ours. */
  private static long known(RequestContext context) {
    try {
      return context.header("Last-Event-ID").map(Long::parseLong).orElse(0L);
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }

  private static Problem unknown() {
    return Problem.of(ProblemCode.SALE_NOT_FOUND, "The read model knows no such sale, or not yet.");
  }

  private static Problem full(String what, int most) {
    return Problem.of(
            ProblemCode.OVERLOADED,
            "This node serves live views of %,d %s at once, and all places are taken."
                .formatted(most, what))
        .retryAfter(COME_BACK_AFTER);
  }
}
