package id.kuota.http.edge.ticket;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.identity.TicketLinks;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.page.PageAnswer;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The tickets of an order, the page and the images of one. */
public final class TicketRoutes implements RouteGroup {

  private static final ContentType SVG = MediaTypes.IMAGE_SVG_XML.toContentType();
  private static final ContentType PNG = MediaTypes.IMAGE_PNG.toContentType();
  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");
  private static final HttpHeader VARY = RawHeader.create("Vary", "Accept-Language");

  private final Engine engine;
  private final OrderIds orders;
  private final TicketLinks links;
  private final TicketFinder finder;
  private final TicketPage page = new TicketPage();

  public TicketRoutes(Engine engine, ServerSecret secret, SigningKeys keys) {
    this.engine = engine;
    this.orders = new OrderIds(secret);
    this.links = new TicketLinks(secret);
    this.finder = new TicketFinder(engine, new TicketIssuer(secret, keys));
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/orders/{order}/tickets", this::list),
        Route.get("/tickets/{ticket}", this::show),
        Route.get("/tickets/{ticket}/qr.svg", context -> image(context, SVG)),
        Route.get("/tickets/{ticket}/qr.png", context -> image(context, PNG)));
  }

  private CompletionStage<HttpResponse> list(RequestContext context) {
    Optional<OrderId> order = orders.parse(context.parameter("order"));
    if (order.isEmpty()) return context.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND));
    return context.with(
        TicketsPage.of(context),
        asked ->
            engine
                .orders()
                .look(order.get())
                .thenCompose(
                    reply ->
                        switch (reply) {
                          case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                              tickets(view, asked);
                          case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                              context.refuse(OrderProblems.of(refused));
                        }));
  }

  private CompletionStage<HttpResponse> tickets(OrderView view, TicketsPage asked) {
    int count = TicketIssuer.valid(view).size();
    int last = asked.last(count);
    String cursor = last < count ? Integer.toString(last) : null;
    return finder
        .issued(view, asked.after() + 1, last)
        .thenApply(
            issued -> Json.answer(200, TicketsJson.of(view, issued, cursor)).addHeader(PRIVATE));
  }

  private CompletionStage<HttpResponse> show(RequestContext context) {
    Language language = Language.of(context);
    return find(context)
        .thenCompose(
            found ->
                found
                    .map(ticket -> page(ticket, language))
                    .orElseGet(() -> completed(PageAnswer.of(404, page.none(language)))))
        .thenApply(answer -> answer.addHeader(PRIVATE).addHeader(VARY));
  }

  private CompletionStage<HttpResponse> page(TicketFinder.Found found, Language language) {
    OrderView order = found.order();
    return engine
        .sales()
        .find(order.sale())
        .thenApply(
            sale ->
                PageAnswer.of(
                    200,
                    page.of(
                        found.ticket(),
                        sale.map(view -> view.terms().name()).orElse(order.sale().value()),
                        order.tickets().size(),
                        language)));
  }

  private CompletionStage<HttpResponse> image(RequestContext context, ContentType type) {
    return find(context)
        .thenApply(
            found ->
                found
                    .map(ticket -> image(ticket.ticket().code(), type))
                    .orElseGet(() -> context.problem(Problem.of(ProblemCode.TICKET_NOT_FOUND))));
  }

  private static HttpResponse image(String code, ContentType type) {
    var image = new QrImage(code);
    var entity =
        type.equals(SVG)
            ? HttpEntities.create(SVG, image.svg().getBytes(StandardCharsets.UTF_8))
            : HttpEntities.create(PNG, image.png());
    return HttpResponse.create().withEntity(entity).addHeader(PRIVATE);
  }

  /** Finds the ticket that the link leads to, if it admits. */
  private CompletionStage<Optional<TicketFinder.Found>> find(RequestContext context) {
    return links
        .parse(context.parameter("ticket"))
        .map(finder::find)
        .orElseGet(() -> completed(Optional.empty()));
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
