package id.kuota.http.node;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onComplete;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import id.kuota.http.log.NodeLog;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.HealthCheckSettings;
import org.apache.pekko.management.javadsl.CheckResult;
import org.apache.pekko.management.javadsl.HealthChecks;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.util.Try;

/**
 * {@code :8558/ready} and {@code /alive}. In the place of Pekko's own, which answer 500 where the
 * node is well and only not ready, and log each probe. Public, since Pekko makes it: see
 * cluster.conf.
 */
public final class HealthRoutes implements ManagementRouteProvider {

  /** The first segment of the path that says whether the node takes requests. */
  public static final String READY = "ready";

  /** The first segment of the path that says whether the process runs. */
  public static final String ALIVE = "alive";

  private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);

  private final HealthChecks checks;

  /** The reason that was logged last; empty: the node was ready. */
  private final AtomicReference<String> told = new AtomicReference<>("not asked yet");

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
        path(READY, () -> get(() -> onComplete(checks::readyResult, this::ready))),
        path(ALIVE, () -> get(() -> onComplete(checks::aliveResult, it -> answer(reason(it))))));
  }

  /** Answers, and logs what has changed since the last time. */
  private Route ready(Try<CheckResult> result) {
    String reason = reason(result);
    String before = told.getAndSet(reason);
    if (reason.isEmpty() && !before.isEmpty()) {
      NodeLog.NODE_READY.log(LOG);
    } else if (!reason.equals(before)) {
      NodeLog.NODE_NOT_READY.log(LOG, reason);
    }
    return answer(reason);
  }

  private static String reason(Try<CheckResult> result) {
    return HealthReason.of(
        result.isFailure()
            ? String.valueOf(result.failed().get().getMessage())
            : result.get().failure().orElse(""));
  }

  private static Route answer(String reason) {
    return reason.isEmpty()
        ? complete(StatusCodes.OK)
        : complete(StatusCodes.SERVICE_UNAVAILABLE, "Not ready: " + reason + "\n");
  }
}
