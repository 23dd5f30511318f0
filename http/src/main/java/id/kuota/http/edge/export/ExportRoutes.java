package id.kuota.http.edge.export;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.ExportLinks;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.export.Asked;
import id.kuota.persistence.export.Export;
import id.kuota.persistence.export.ExportedFile;
import id.kuota.persistence.export.Exports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Reports that are written in the background: asked for, looked at, fetched by a link. */
public final class ExportRoutes implements RouteGroup {

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");
  private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

  private final Exports exports;
  private final ExportDownloads downloads;
  private final ExportLinks links;
  private final BlockingReads reading;
  private final OperatorDoor operator;
  private final Clock clock;

  public ExportRoutes(
      Exports exports,
      ExportedFile files,
      ServerSecret secret,
      BlockingReads reading,
      OperatorDoor operator,
      Clock clock) {
    this.exports = exports;
    this.downloads = new ExportDownloads(files, reading.threads());
    this.links = new ExportLinks(secret);
    this.reading = reading;
    this.operator = operator;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(
            "/v1/sales/{sale}/reports/{report}/exports", operator.guard(Scope.REPORTS, this::ask)),
        Route.get("/v1/sales/{sale}/exports", operator.guard(Scope.REPORTS, this::list)),
        Route.get("/v1/exports/{export}", operator.guard(Scope.REPORTS, this::read)),
        Route.delete("/v1/exports/{export}", operator.guard(Scope.REPORTS, this::delete)),
        Route.get("/exports/{link}", this::download));
  }

  private CompletionStage<HttpResponse> ask(RequestContext context) {
    return context.with(
        ReportQuery.of(context),
        query ->
            reading.answer(
                context,
                () ->
                    switch (exports.ask(query.question(), context.author())) {
                      case Asked.Accepted(var export) ->
                          answer(202, export)
                              .addHeader(
                                  RawHeader.create("Location", "/v1/exports/" + export.id()));
                      case Asked.UnknownSale() -> context.problem(ReportQuery.unknownSale());
                      case Asked.Full() -> context.problem(full());
                    }));
  }

  private CompletionStage<HttpResponse> list(RequestContext context) {
    String sale = context.parameter("sale");
    if (!SaleId.isValid(sale)) return context.refuse(ReportQuery.unknownSale());
    return reading.answer(
        context,
        () -> {
          Instant now = clock.instant();
          List<ExportJson> found =
              exports.list(new SaleId(sale)).stream()
                  .map(export -> ExportJson.of(export, links, now))
                  .toList();
          return Json.answer(200, new ExportJson.ListJson(found)).addHeader(PRIVATE);
        });
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return withExport(context, id -> () -> one(context, exports.find(id)));
  }

  private CompletionStage<HttpResponse> delete(RequestContext context) {
    return withExport(
        context,
        id ->
            () ->
                exports.delete(id)
                    ? HttpResponse.create().withStatus(204)
                    : context.problem(unknown()));
  }

  private HttpResponse one(RequestContext context, Optional<Export> found) {
    return found.map(export -> answer(200, export)).orElseGet(() -> context.problem(unknown()));
  }

  private HttpResponse answer(int status, Export export) {
    return Json.answer(status, ExportJson.of(export, links, clock.instant())).addHeader(PRIVATE);
  }

  /** What a request does with an export. */
  private interface Act {
    Supplier<HttpResponse> on(String export);
  }

  private CompletionStage<HttpResponse> withExport(RequestContext context, Act act) {
    String id = context.parameter("export");
    return Exports.isValid(id) ? reading.answer(context, act.on(id)) : context.refuse(unknown());
  }

  private CompletionStage<HttpResponse> download(RequestContext context) {
    Optional<ExportLinks.Target> target = links.parse(context.parameter("link"));
    if (target.isEmpty()) return context.refuse(unknown());
    if (!clock.instant().isBefore(target.get().until())) {
      return context.refuse(Problem.of(ProblemCode.EXPORT_LINK_EXPIRED));
    }
    return reading.answer(
        context,
        () ->
            exports
                .find(target.get().export())
                .flatMap(export -> export.file().map(file -> download(context, export, file)))
                .orElseGet(() -> context.problem(unknown())));
  }

  private HttpResponse download(RequestContext context, Export export, Export.File file) {
    ReportFormat format = ReportFormat.of(export.question().format()).orElseThrow();
    return downloads
        .answer(export, file, format.contentType())
        .orElseGet(
            () ->
                context.problem(
                    Problem.of(ProblemCode.UNAVAILABLE, "Too many files are being fetched.")
                        .retryAfter(TRY_AGAIN)));
  }

  private static Problem full() {
    return Problem.of(
            ProblemCode.UNAVAILABLE,
            "Too many files wait or are kept. Delete one that is not needed, or try again later.")
        .retryAfter(TRY_AGAIN);
  }

  private static Problem unknown() {
    return Problem.of(ProblemCode.EXPORT_NOT_FOUND);
  }
}
