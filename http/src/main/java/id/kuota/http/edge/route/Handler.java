package id.kuota.http.edge.route;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Answers the requests of one route. Must not block. A stage that fails with a time-out becomes
 * {@code outcome_unknown}, any other failure {@code internal_error}.
 */
@FunctionalInterface
public interface Handler {

  CompletionStage<HttpResponse> handle(RequestContext context);
}
