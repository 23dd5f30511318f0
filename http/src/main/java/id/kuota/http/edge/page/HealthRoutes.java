package id.kuota.http.edge.page;

import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Whether this process answers; what a load balancer asks. */
public final class HealthRoutes implements RouteGroup {

  @Override
  public List<Route> routes() {
    return List.of(
        Route.publicGet(
            "/healthz",
            exchange ->
                CompletableFuture.completedFuture(Json.answer(200, Map.of("status", "ok")))));
  }
}
