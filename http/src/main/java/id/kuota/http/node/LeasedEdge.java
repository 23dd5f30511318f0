package id.kuota.http.node;

import id.kuota.engine.entity.MemoryLease;
import id.kuota.http.edge.cluster.ClusterRoutes;
import id.kuota.http.edge.connection.EdgeServer;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.server.HttpEdge;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * An edge that answers with the API only while the node's lease is fresh. Without it another node
 * may own what this one remembers, and the journal is out of reach in any case: clients learn at
 * once that they may repeat the request elsewhere. Pages, health and the picture of the cluster are
 * answered all the same.
 */
record LeasedEdge(HttpEdge edge, MemoryLease lease) implements EdgeServer.Service {

  private static final String API = "/v1/";

  /** A lease is renewed within this time when the database is back. */
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

  private static final Problem WITHOUT_LEASE =
      Problem.of(
              ProblemCode.NOT_IN_SERVICE,
              "This node does not reach the journal. Nothing was done; repeat the request.")
          .retryAfter(COME_BACK_AFTER);

  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    return lease.isFresh() || !needsLease(request.getUri().path())
        ? edge.handle(request)
        : edge.refuse(request, WITHOUT_LEASE);
  }

  static boolean needsLease(String path) {
    return path.startsWith(API) && !path.equals(ClusterRoutes.PATH);
  }

  @Override
  public CompletionStage<HttpResponse> refuse(HttpRequest request) {
    return edge.refuse(request);
  }
}
