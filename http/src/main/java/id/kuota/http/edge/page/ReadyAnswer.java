package id.kuota.http.edge.page;

import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** An answer that is equal for all clients, kept in memory with its ETag. */
record ReadyAnswer(HttpResponse full, String etag) implements Handler {

  /** A new version of the server may have other pages; asking costs a client next to nothing. */
  private static final String CACHE = "public, max-age=60, stale-while-revalidate=300";

  /** Swagger UI sets styles by script and has its icons in its style sheet. */
  private static final String SWAGGER_UI_POLICY =
      PageAnswer.POLICY + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

  static ReadyAnswer page(Template.Html page) {
    return page(page, PageAnswer.POLICY);
  }

  static ReadyAnswer swaggerUi(Template.Html page) {
    return page(page, SWAGGER_UI_POLICY);
  }

  static ReadyAnswer file(ContentType type, byte[] bytes) {
    return new ReadyAnswer(
        HttpResponse.create()
            .withEntity(HttpEntities.create(type, bytes))
            .addHeader(PageAnswer.NO_SNIFFING),
        Conditional.etagOf(bytes));
  }

  static ReadyAnswer page(Template.Html page, String policy) {
    byte[] bytes = page.html().getBytes(StandardCharsets.UTF_8);
    return new ReadyAnswer(PageAnswer.of(200, page, policy), Conditional.etagOf(bytes));
  }

  /** Returns a copy with one header more. */
  ReadyAnswer with(HttpHeader header) {
    return new ReadyAnswer(full.addHeader(header), etag);
  }

  @Override
  public CompletionStage<HttpResponse> handle(RequestContext context) {
    return CompletableFuture.completedFuture(Conditional.answer(context, etag, CACHE, () -> full));
  }
}
