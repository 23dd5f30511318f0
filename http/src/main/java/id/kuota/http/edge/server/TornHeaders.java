package id.kuota.http.edge.server;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * A detector of requests whose headers were read across the end of a line. After a byte that begins
 * a UTF-8 character and is not followed by the rest of it, Pekko HTTP takes the next bytes into the
 * value, whatever they are: so it may have swallowed a Content-Length, and take the body for
 * another request. A proxy in front has seen one request, and would give the second answer to
 * another client.
 */
final class TornHeaders {

  private TornHeaders() {}

  /** Returns whether a value has a line break: folded ones arrive as a space. */
  static boolean areIn(HttpRequest request) {
    for (HttpHeader header : request.getHeaders()) {
      String value = header.value();
      if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) return true;
    }
    return false;
  }
}
