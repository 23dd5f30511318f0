package id.kuota.persistence.groupcommit;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMemory;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.Persistence;

/** What the journal path of a node knows of the orders in it. Thread-safe. */
public final class OrderStreams implements OrderMemory {

  private static final String ORDER = "Order|";

  private final KnownStreams known;

  /** Also starts the journal, which would begin to know only with the first entity. */
  public OrderStreams(ActorSystem<?> system) {
    Persistence.get(system).journalFor("", ConfigFactory.empty());
    this.known = KnownStreams.of(system);
  }

  @Override
  public boolean isNew(OrderId order) {
    return known.isNew(ORDER + order.value());
  }

  @Override
  public boolean isNew(String type, String id) {
    return known.isNew(type + "|" + id);
  }

  @Override
  public void doubt(OrderId order) {
    known.add(ORDER + order.value());
  }
}
