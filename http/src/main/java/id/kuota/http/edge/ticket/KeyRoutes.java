package id.kuota.http.edge.ticket;

import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/** The routes of the public keys, for every client that checks a signature of ours. */
public final class KeyRoutes implements RouteGroup {

  /** A new key is announced before it signs; five minutes are soon enough. */
  private static final String CACHE = "public, max-age=300, stale-if-error=86400";

  private static final ContentType KEY_SET =
      ContentTypes.create(
          MediaTypes.customWithFixedCharset(
              "application", "jwk-set+json", HttpCharsets.UTF_8, Map.of(), false));

  private final HttpResponse full;
  private final String etag;

  public KeyRoutes(SigningKeys keys) {
    byte[] json = Json.bytes(KeySetJson.of(keys));
    full = HttpResponse.create().withEntity(HttpEntities.create(KEY_SET, json));
    etag = Conditional.etagOf(json);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.publicGet(
            "/.well-known/jwks.json",
            exchange ->
                CompletableFuture.completedFuture(
                    Conditional.answer(exchange, etag, CACHE, () -> full))));
  }
}
