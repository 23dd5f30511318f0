package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.groupcommit.JournalTables.PATIENCE;
import static id.kuota.persistence.groupcommit.JournalTables.row;
import static id.kuota.persistence.journal.EngineNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.order.OrderExistence;
import id.kuota.engine.order.OrderId;
import java.sql.SQLException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders are looked up in the journal, whichever node has written them. */
class JournaledOrdersIT {

  private static final String LOCAL =
      """
      pekko.actor.provider = local
      pekko.loglevel = WARNING
      pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
      """;

  private static JournalTables tables;

  @BeforeAll
  static void start() {
    tables = new JournalTables();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @Test
  void anOrderExistsAsSoonAsAnyNodeHasWrittenIt() throws SQLException {
    var system =
        ActorSystem.create(
            "orders", ConfigFactory.parseString(LOCAL).withFallback(tables.config()));
    try {
      var orders = JournaledOrders.started(Adapter.toTyped(system));
      awaitJournal(orders);
      assertThat(get(orders.mayExist(order(1)))).isFalse();
      tables.insert(row("Order|" + order(1), 1, "another node"));
      assertThat(get(orders.mayExist(order(1)))).isTrue();
      assertThat(get(orders.mayExist(order(2)))).isFalse();
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void withAnotherJournalEveryOrderMayExist() {
    var system =
        ActorSystem.create(
            "orders",
            ConfigFactory.parseString(
                    LOCAL + "pekko.persistence.journal.plugin = pekko.persistence.journal.inmem")
                .withFallback(tables.config()));
    try {
      assertThat(get(JournaledOrders.started(Adapter.toTyped(system)).mayExist(order(1)))).isTrue();
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  /** Until the journal has started every order may exist. */
  private static void awaitJournal(OrderExistence orders) {
    await().atMost(PATIENCE).until(() -> !get(orders.mayExist(order(99))));
  }

  private static OrderId order(int number) {
    return new OrderId("ord_%032d".formatted(number));
  }
}
