package id.kuota.http.edge.report;

import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.TopStatements;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The statements that cost the database most, for an operator who looks for a slow one. */
public record StatementRoutes(
    TopStatements statements, BlockingReads reading, OperatorDoor operator) implements RouteGroup {

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/v1/admin/statements", operator.guard(Scope.READ, this::read)));
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return reading.answer(
        context,
        () ->
            Json.answer(200, StatementsJson.of(statements.read()))
                .addHeader(RawHeader.create("Cache-Control", "private, no-store")));
  }
}
