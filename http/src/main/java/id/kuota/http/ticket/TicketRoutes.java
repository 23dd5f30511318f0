package id.kuota.http.ticket;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.http.engine.EngineCalls;
import id.kuota.http.identity.OrderIds;
import id.kuota.http.identity.ServerSecret;
import id.kuota.http.identity.SigningKeys;
import id.kuota.http.identity.TicketLink;
import id.kuota.http.identity.TicketLinks;
import id.kuota.http.json.Json;
import id.kuota.http.order.OrderProblems;
import id.kuota.http.page.Language;
import id.kuota.http.page.PageAnswer;
import id.kuota.http.problem.Problem;
import id.kuota.http.problem.ProblemCode;
import id.kuota.http.route.Exchange;
import id.kuota.http.route.Route;
import id.kuota.http.route.RouteGroup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
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

  private final EngineCalls engine;
  private final OrderIds orders;
  private final TicketLinks links;
  private final TicketOffice office;
  private final TicketPage page = new TicketPage();

  public TicketRoutes(EngineCalls engine, ServerSecret secret, SigningKeys keys) {
    this.engine = engine;
    this.orders = new OrderIds(secret);
    this.links = new TicketLinks(secret);
    this.office = new TicketOffice(secret, keys);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/orders/{order}/tickets", this::list),
        Route.get("/tickets/{ticket}", this::show),
        Route.get("/tickets/{ticket}/qr.svg", exchange -> image(exchange, SVG)),
        Route.get("/tickets/{ticket}/qr.png", exchange -> image(exchange, PNG)));
  }

  private CompletionStage<HttpResponse> list(Exchange exchange) {
    Optional<OrderId> order = orders.parse(exchange.parameter("order"));
    if (order.isEmpty()) return exchange.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND));
    return exchange.with(
        TicketsPage.of(exchange),
        asked ->
            engine
                .look(order.get())
                .thenApply(
                    reply ->
                        switch (reply) {
                          case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                              Json.answer(200, tickets(view, asked)).addHeader(PRIVATE);
                          case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                              exchange.problem(OrderProblems.of(refused));
                        }));
  }

  private TicketsJson tickets(OrderView view, TicketsPage asked) {
    int count = TicketOffice.valid(view).size();
    int last = asked.last(count);
    List<IssuedTicket> issued =
        IntStream.rangeClosed(asked.after() + 1, last)
            .mapToObj(number -> office.issue(view, number))
            .toList();
    return TicketsJson.of(view, issued, last < count ? Integer.toString(last) : null);
  }

  private CompletionStage<HttpResponse> show(Exchange exchange) {
    Language language = Language.of(exchange);
    return find(exchange)
        .thenCompose(
            found ->
                found
                    .map(ticket -> page(ticket, language))
                    .orElseGet(() -> completed(PageAnswer.of(404, page.none(language)))))
        .thenApply(answer -> answer.addHeader(PRIVATE).addHeader(VARY));
  }

  private CompletionStage<HttpResponse> page(Found found, Language language) {
    OrderView order = found.order();
    return engine
        .sale(order.sale())
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

  private CompletionStage<HttpResponse> image(Exchange exchange, ContentType type) {
    return find(exchange)
        .thenApply(
            found ->
                found
                    .map(ticket -> image(ticket.ticket().code(), type))
                    .orElseGet(() -> exchange.problem(Problem.of(ProblemCode.TICKET_NOT_FOUND))));
  }

  private static HttpResponse image(String code, ContentType type) {
    var image = new QrImage(code);
    var entity =
        type.equals(SVG)
            ? HttpEntities.create(SVG, image.svg().getBytes(StandardCharsets.UTF_8))
            : HttpEntities.create(PNG, image.png());
    return HttpResponse.create().withEntity(entity).addHeader(PRIVATE);
  }

  /** A ticket and the order that it is of. */
  private record Found(OrderView order, IssuedTicket ticket) {}

  /** The ticket that the link leads to, if it lets somebody in. */
  private CompletionStage<Optional<Found>> find(Exchange exchange) {
    Optional<TicketLink> link = links.parse(exchange.parameter("ticket"));
    if (link.isEmpty()) return completed(Optional.empty());
    return engine
        .look(link.get().order())
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                      find(view, link.get());
                  case Reply.Refused<OrderView, OrderRefused> refused -> Optional.empty();
                });
  }

  private Optional<Found> find(OrderView view, TicketLink link) {
    List<Ticket> tickets = TicketOffice.valid(view);
    return IntStream.range(0, tickets.size())
        .filter(i -> tickets.get(i).id().equals(link.ticket()))
        .mapToObj(i -> new Found(view, office.issue(view, i + 1)))
        .findFirst();
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
