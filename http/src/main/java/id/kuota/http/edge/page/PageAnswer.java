package id.kuota.http.edge.page;

import java.nio.charset.StandardCharsets;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * A page as an answer, guarded by its headers: it loads nothing from other hosts and discloses
 * nothing to them.
 */
public final class PageAnswer {

  static final HttpHeader NO_SNIFFING = RawHeader.create("X-Content-Type-Options", "nosniff");

  static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final HttpHeader NO_REFERRER = RawHeader.create("Referrer-Policy", "no-referrer");

  private PageAnswer() {}

  public static HttpResponse of(int status, Template.Html page) {
    return of(status, page, POLICY);
  }

  /**
   * Returns a page with a form that goes to another host.
   *
   * @param origin of that host; empty if there is none
   */
  public static HttpResponse sendingTo(String origin, int status, Template.Html page) {
    return of(
        status,
        page,
        POLICY.replace("form-action 'self'", ("form-action 'self' " + origin).strip()));
  }

  static HttpResponse of(int status, Template.Html page, String policy) {
    byte[] bytes = page.html().getBytes(StandardCharsets.UTF_8);
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, bytes))
        .addHeader(NO_SNIFFING)
        .addHeader(NO_REFERRER)
        .addHeader(RawHeader.create("Content-Security-Policy", policy));
  }
}
