package id.kuota.http.server;

import id.kuota.engine.Engine;
import id.kuota.http.admission.Admission;
import id.kuota.http.identity.OperatorKey;
import id.kuota.http.identity.ServerSecret;
import id.kuota.http.route.RouteGroup;
import java.time.Clock;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What the edge is made of.
 *
 * @param admission shared with the gates among {@code more}
 * @param more route groups beyond the edge's own, such as those of payment
 */
public record EdgeParts(
    ActorSystem<?> system,
    Engine engine,
    ServerSecret secret,
    OperatorKey operator,
    Clock clock,
    Admission admission,
    EdgePolicy policy,
    List<RouteGroup> more) {

  public EdgeParts {
    more = List.copyOf(more);
  }

  /** With the policy that holds unless an operator decides otherwise. */
  public EdgeParts(
      ActorSystem<?> system,
      Engine engine,
      ServerSecret secret,
      OperatorKey operator,
      Clock clock,
      Admission admission,
      List<RouteGroup> more) {
    this(system, engine, secret, operator, clock, admission, EdgePolicy.DEFAULT, more);
  }
}
