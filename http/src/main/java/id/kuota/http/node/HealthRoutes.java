package id.kuota.http.node;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onComplete;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.HealthCheckSettings;
import org.apache.pekko.management.javadsl.CheckResult;
import org.apache.pekko.management.javadsl.HealthChecks;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;
import scala.util.Try;

/**
 * {@code :8558/ready} and {@code /alive}. In the place of Pekko's own, which answer 500 where the
 * node is well and only not ready. Public, since Pekko makes it: see cluster.conf.
 */
public final class HealthRoutes implements ManagementRouteProvider {

  /** The first segment of the path that says whether the node takes requests. */
  public static final String READY = "ready";

  /** The first segment of the path that says whether the process runs. */
  public static final String ALIVE = "alive";

  private final HealthChecks checks;

  public HealthRoutes(ExtendedActorSystem system) {
    this.checks =
        new HealthChecks(
            system,
            HealthCheckSettings.create(
                system.settings().config().getConfig("pekko.management.health-checks")));
  }

  @Override
  public Route routes(ManagementRouteProviderSettings settings) {
    return concat(
        path(READY, () -> get(() -> answer(checks::readyResult))),
        path(ALIVE, () -> get(() -> answer(checks::aliveResult))));
  }

  private static Route answer(Supplier<CompletionStage<CheckResult>> check) {
    return onComplete(check, HealthRoutes::answer);
  }

  private static Route answer(Try<CheckResult> result) {
    String reason =
        result.isFailure()
            ? String.valueOf(result.failed().get().getMessage())
            : result.get().failure().orElse("");
    return reason.isEmpty()
        ? complete(StatusCodes.OK)
        : complete(StatusCodes.SERVICE_UNAVAILABLE, "Not ready: " + reason + "\n");
  }
}
