package id.kuota.http.node.membership;

import java.time.Duration;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.DowningProvider;
import scala.Option;
import scala.Some;
import scala.concurrent.duration.FiniteDuration;

/** Gives Pekko's cluster our downing. Made by Pekko, see cluster.conf. */
public final class LeaseDowningProvider extends DowningProvider {

  private final Duration settling;

  /** Called by Pekko. */
  public LeaseDowningProvider(ActorSystem system) {
    this.settling = system.settings().config().getDuration("kuota.downing.settling");
  }

  /** None: a member that is removed was fenced before, and writes no more. */
  @Override
  public FiniteDuration downRemovalMargin() {
    return FiniteDuration.Zero();
  }

  @Override
  public Option<Props> downingActorProps() {
    return new Some<>(Adapter.props(() -> LeaseDowning.create(settling)));
  }
}
