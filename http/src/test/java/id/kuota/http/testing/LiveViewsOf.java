package id.kuota.http.testing;

import id.kuota.engine.Engine;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.edge.live.LiveSources;
import id.kuota.http.edge.live.LiveViews;
import id.kuota.http.telemetry.RecentLatency;
import id.kuota.persistence.readmodel.LiveOrders;
import id.kuota.persistence.readmodel.LiveSales;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.pekko.actor.typed.ActorSystem;

/** Live views of a database that a test has, without gateways. */
public final class LiveViewsOf {

  /** Each answer is a new look, so that a test need not wait for the next one. */
  private static final Duration EVERY = Duration.ofMillis(1);

  private LiveViewsOf() {}

  public static LiveViews database(
      ActorSystem<?> system,
      DataSource source,
      Supplier<CompletionStage<ClusterJson>> cluster,
      Engine engine,
      Clock clock) {
    var sources =
        new LiveSources(
            new LiveSales(source, clock)::find,
            new LiveOrders(source, clock)::of,
            Thread::startVirtualThread,
            cluster,
            engine.sales(),
            engine.quotas(),
            List::of,
            new RecentLatency(System::nanoTime));
    return new LiveViews(system, sources, clock, EVERY);
  }
}
