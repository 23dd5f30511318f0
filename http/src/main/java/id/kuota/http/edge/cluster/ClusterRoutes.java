package id.kuota.http.edge.cluster;

import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The picture of the cluster.
 *
 * @param look returns the newest picture; shared by all callers and completed in bounded time
 */
public record ClusterRoutes(Supplier<CompletionStage<ClusterJson>> look, OperatorDoor operator)
    implements RouteGroup {

  public static final String PATH = "/v1/admin/cluster";

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");

  @Override
  public List<Route> routes() {
    return List.of(Route.get(PATH, operator.guard(Scope.READ, this::read)));
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return look.get().thenApply(picture -> Json.answer(200, picture).addHeader(PRIVATE));
  }
}
