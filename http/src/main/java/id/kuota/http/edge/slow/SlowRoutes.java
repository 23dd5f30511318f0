package id.kuota.http.edge.slow;

import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.telemetry.SlowRequests;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The latest requests of this node that took long or failed, for operators. */
public record SlowRoutes(SlowRequests requests, OperatorDoor operator) implements RouteGroup {

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v1/admin/slow",
            operator.guard(
                Scope.READ,
                context ->
                    CompletableFuture.completedFuture(
                        Json.answer(200, SlowJson.of(requests.latest())).addHeader(PRIVATE)))));
  }
}
