package id.kuota.http.edge.route;

import id.kuota.engine.ShortHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Answers with an ETag; a client that has that answer already gets 304 and no body (RFC 9110). */
public final class Conditional {

  private static final int HASH_LETTERS = 26;

  private Conditional() {}

  /**
   * Returns the full answer, or 304.
   *
   * @param etag with its quotes
   * @param cacheControl goes with both
   */
  public static HttpResponse answer(
      RequestContext context, String etag, String cacheControl, Supplier<HttpResponse> full) {
    boolean known = context.header("If-None-Match").filter(seen -> names(seen, etag)).isPresent();
    HttpResponse answer =
        known ? HttpResponse.create().withStatus(StatusCodes.NOT_MODIFIED) : full.get();
    return answer.addHeader(etag(etag)).addHeader(RawHeader.create("Cache-Control", cacheControl));
  }

  public static HttpHeader etag(String etag) {
    return RawHeader.create("ETag", etag);
  }

  /** Returns an ETag that follows from the bytes of the answer. */
  public static String etagOf(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return '"' + ShortHash.encode(hash, HASH_LETTERS) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Compares weakly, as RFC 9110 requires here. */
  private static boolean names(String ifNoneMatch, String etag) {
    return ifNoneMatch.strip().equals("*")
        || Arrays.stream(ifNoneMatch.split(","))
            .map(String::strip)
            .map(seen -> seen.startsWith("W/") ? seen.substring(2) : seen)
            .anyMatch(etag::equals);
  }
}
