package id.kuota.http.page;

import id.kuota.http.page.Template.Html;
import id.kuota.http.route.Conditional;
import id.kuota.http.route.Exchange;
import id.kuota.http.route.Handler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** An answer that is the same for everybody, kept in memory with its ETag. */
record ReadyAnswer(HttpResponse full, String etag) implements Handler {

  /** A new version of the server may have other pages; asking costs a client next to nothing. */
  private static final String CACHE = "public, max-age=60, stale-while-revalidate=300";

  private static final HttpHeader NO_SNIFFING =
      RawHeader.create("X-Content-Type-Options", "nosniff");

  private static final List<HttpHeader> PAGE_HEADERS =
      List.of(NO_SNIFFING, RawHeader.create("Referrer-Policy", "no-referrer"));

  private static final String PAGE_POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /** Swagger UI sets styles by script and has its icons in its style sheet. */
  private static final String SWAGGER_UI_POLICY =
      PAGE_POLICY + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

  static ReadyAnswer page(Html page) {
    return page(page, PAGE_POLICY);
  }

  static ReadyAnswer swaggerUi(Html page) {
    return page(page, SWAGGER_UI_POLICY);
  }

  static ReadyAnswer file(ContentType type, byte[] bytes) {
    return new ReadyAnswer(
        HttpResponse.create().withEntity(HttpEntities.create(type, bytes)).addHeader(NO_SNIFFING),
        Conditional.etagOf(bytes));
  }

  private static ReadyAnswer page(Html page, String policy) {
    byte[] bytes = page.html().getBytes(StandardCharsets.UTF_8);
    return new ReadyAnswer(
        HttpResponse.create()
            .withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, bytes))
            .addHeaders(PAGE_HEADERS)
            .addHeader(RawHeader.create("Content-Security-Policy", policy)),
        Conditional.etagOf(bytes));
  }

  @Override
  public CompletionStage<HttpResponse> handle(Exchange exchange) {
    return CompletableFuture.completedFuture(Conditional.answer(exchange, etag, CACHE, () -> full));
  }
}
