package id.kuota.http.edge.server;

import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The policy for pages of other origins that use the edge (CORS, in the Fetch standard). Public
 * reads are open to all; everything else to the origins that the operator lists. Credentials of
 * browsers, such as cookies, are never asked for: the edge knows none.
 *
 * @param origins such as {@code https://shop.example}; without a path, in lower case
 * @param clientHeader the header that names the API client, if the operator has named one
 */
public record CrossOrigin(Set<String> origins, Optional<String> clientHeader) {

  /** Only the public reads are open. */
  public static final CrossOrigin PUBLIC_ONLY = new CrossOrigin(Set.of(), Optional.empty());

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final HttpHeader ANY = RawHeader.create(ALLOW_ORIGIN, "*");
  private static final HttpHeader VARY = RawHeader.create("Vary", "Origin");

  private static final HttpHeader EXPOSED =
      RawHeader.create(
          "Access-Control-Expose-Headers",
          "ETag, Location, Retry-After, Idempotent-Replayed, Trace-Id, traceparent");

  /** How long a browser need not ask again. */
  private static final HttpHeader MAX_AGE = RawHeader.create("Access-Control-Max-Age", "600");

  private static final String READING = "If-None-Match, traceparent";
  private static final String WRITING =
      "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, traceparent";

  public CrossOrigin {
    origins = Set.copyOf(origins);
  }

  /** Returns the answer of a route, with what a browser must know of it. */
  HttpResponse onAnswer(HttpRequest request, Route route, HttpResponse answer) {
    if (route.isPublic()) return answer.addHeader(ANY).addHeader(EXPOSED);
    return onOther(request, answer);
  }

  /** Returns an answer that is of no route. */
  HttpResponse onOther(HttpRequest request, HttpResponse answer) {
    if (origins.isEmpty()) return answer;
    Optional<String> listed = origin(request).filter(origins::contains);
    HttpResponse varying = answer.addHeader(VARY);
    return listed.isEmpty()
        ? varying
        : varying.addHeader(RawHeader.create(ALLOW_ORIGIN, listed.get())).addHeader(EXPOSED);
  }

  /** Returns the answer to OPTIONS: what the origin may do at this address. */
  HttpResponse onOptions(HttpRequest request, Router.OtherMethods found, HttpResponse answer) {
    Optional<String> origin = origin(request);
    Optional<String> method = header(request, "access-control-request-method");
    if (origin.isEmpty() || method.isEmpty()) return onOther(request, answer);
    boolean isListed = origins.contains(origin.get());
    List<String> allowed = methods(found.routes(), isListed);
    HttpResponse varying = answer.addHeader(VARY);
    if (!allowed.contains(method.get())) return varying;
    return varying
        .addHeader(isListed ? RawHeader.create(ALLOW_ORIGIN, origin.get()) : ANY)
        .addHeader(RawHeader.create("Access-Control-Allow-Methods", String.join(", ", allowed)))
        .addHeader(RawHeader.create("Access-Control-Allow-Headers", headers(isListed)))
        .addHeader(MAX_AGE);
  }

  private static List<String> methods(List<Route> routes, boolean isListed) {
    var methods = new ArrayList<String>();
    for (Route route : routes) {
      if (!isListed && !route.isPublic()) continue;
      methods.add(route.method());
      if (route.method().equals("GET")) methods.add("HEAD");
    }
    return methods;
  }

  private String headers(boolean isListed) {
    if (!isListed) return READING;
    return clientHeader.map(named -> WRITING + ", " + named).orElse(WRITING);
  }

  private static Optional<String> origin(HttpRequest request) {
    return header(request, "origin");
  }

  private static Optional<String> header(HttpRequest request, String lowerCase) {
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(lowerCase)) return Optional.of(header.value());
    }
    return Optional.empty();
  }
}
