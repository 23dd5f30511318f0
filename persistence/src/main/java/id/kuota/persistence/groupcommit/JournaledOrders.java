package id.kuota.persistence.groupcommit;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.order.OrderExistence;
import id.kuota.engine.order.OrderId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.persistence.Persistence;
import org.jspecify.annotations.Nullable;

/**
 * The orders in the journal, looked up by the query that recoveries share: a lookup costs its part
 * of a query, and no entity is woken. Thread-safe.
 */
public final class JournaledOrders implements OrderExistence, Extension {

  private static final String ORDER = "Order|";

  private static final ExtensionId<JournaledOrders> ID =
      new ExtensionId<>() {
        @Override
        public JournaledOrders createExtension(ActorSystem<?> system) {
          return new JournaledOrders(system);
        }
      };

  private final ActorSystem<?> system;

  /** Null until the journal of this node has started, and with a journal that is not ours. */
  private volatile @Nullable Recoveries recoveries;

  private JournaledOrders(ActorSystem<?> system) {
    this.system = system;
  }

  /** Returns the orders of this node's journal, which is started. */
  public static JournaledOrders started(ActorSystem<?> system) {
    // Else it starts with the first entity, and every order is asked until then.
    Persistence.get(system).journalFor("", ConfigFactory.empty());
    return of(system);
  }

  static JournaledOrders of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  /** Looks orders up there from now on. */
  void askIn(Recoveries journal) {
    this.recoveries = journal;
  }

  @Override
  public CompletionStage<Boolean> mayExist(OrderId order) {
    Recoveries current = recoveries;
    if (current == null) return CompletableFuture.completedFuture(true);
    // What follows on the answer must not keep the reader from its next query.
    return current
        .exists(ORDER + order.value())
        .thenApplyAsync(found -> found, system.executionContext());
  }
}
