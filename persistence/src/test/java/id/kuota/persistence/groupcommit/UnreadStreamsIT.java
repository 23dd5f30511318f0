package id.kuota.persistence.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.entity.Effect;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.EntityTelemetry;
import id.kuota.engine.entity.PersistentEntity;
import id.kuota.engine.entity.Step;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entities that write their first event without having read whether there are others. */
final class UnreadStreamsIT {

  /** Puts a coin in, or takes one out, and hears how many there are. */
  private record Turn(int coins, ActorRef<String> replyTo) {}

  private static final EntityKind<Turn> PURSE =
      EntityKind.of(EntityTypeKey.create(Turn.class, "Purse"), Turn.class, Duration.ofMinutes(1))
          .beginningWith(_ -> true);

  /** A purse out of which nothing comes while it is empty. */
  private static final class Purse extends EntityLogic<Turn, String, Integer, Effect> {

    Purse(EntityContext<Turn> context) {
      super(context);
    }

    @Override
    public Integer emptyState() {
      return 0;
    }

    @Override
    public Integer evolve(Integer coins, String event) {
      return coins + Integer.parseInt(event);
    }

    @Override
    public Step<String, Integer> on(Integer coins, Turn turn) {
      return coins + turn.coins() < 0
          ? Step.reply(() -> turn.replyTo().tell("empty"))
          : Step.write(
              List.of(Integer.toString(turn.coins())),
              after -> turn.replyTo().tell(after + " after event " + context.sequenceNumber()));
    }
  }

  private final JournalTables tables = new JournalTables();
  private ActorTestKit kit;
  private TestProbe<String> buyer;

  @BeforeEach
  void start() {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = local, pekko.loglevel = WARNING")
                .withFallback(
                    ConfigFactory.parseString(
                        "pekko.loggers = [\"org.apache.pekko.event.slf4j.Slf4jLogger\"]"))
                .withFallback(tables.config()));
    buyer = kit.createTestProbe();
    ask(purse("first"), 1); // The journal starts with it, and says what it can do.
    buyer.expectMessage("1 after event 1");
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
    tables.close();
  }

  private ActorRef<Turn> purse(String id) {
    return kit.spawn(
        PersistentEntity.create(
            id, PURSE, Purse::new, _ -> {}, Clock.systemUTC(), () -> true, EntityTelemetry.NONE));
  }

  private void ask(ActorRef<Turn> purse, int coins) {
    purse.tell(new Turn(coins, buyer.ref()));
  }

  /** When the journal was last looked into, in microseconds by the server's clock. */
  private long lastLook() throws SQLException {
    return tables.count(
        """
        SELECT (extract(epoch FROM max(query_start)) * 1000000)::bigint FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'SELECT j.*, w.place%'
        """);
  }

  @Test
  void aStreamThatIsNewBeginsWithoutALookIntoTheJournal() throws SQLException {
    long before = lastLook();
    assertThat(before).as("the first one of a node looks").isPositive();
    ActorRef<Turn> purse = purse("new");
    ask(purse, 2);
    ask(purse, 3);
    buyer.expectMessage("2 after event 1");
    buyer.expectMessage("5 after event 2");
    assertThat(lastLook()).isEqualTo(before);
  }

  @Test
  void aStreamThatIsKnownIsReadAndTheMessageDecidedOnceMore() {
    ask(purse("known"), 2);
    buyer.expectMessage("2 after event 1");
    ActorRef<Turn> again = purse("known");
    ask(again, 3);
    ask(again, -4);
    buyer.expectMessage("5 after event 2");
    buyer.expectMessage("1 after event 3");
  }

  @Test
  void whatWouldBeAnsweredWithoutAnEventIsDecidedOnTheEvents() {
    ask(purse("full"), 2);
    buyer.expectMessage("2 after event 1");
    ask(purse("full"), -1);
    buyer.expectMessage("1 after event 2");
    ask(purse("none"), -1);
    buyer.expectMessage("empty");
  }

  @Test
  void ofManyThatBeginAtOnceOnlyTheKnownOnesAreReadBefore() throws SQLException {
    for (int number = 0; number < 200; number += 10) {
      ask(purse("purse-" + number), 1);
      buyer.expectMessage("1 after event 1");
    }
    for (int number = 0; number < 200; number++) ask(purse("purse-" + number), 1);
    var answers = buyer.receiveSeveralMessages(200, Duration.ofSeconds(30));
    assertThat(answers.stream().filter("1 after event 1"::equals)).hasSize(180);
    assertThat(answers.stream().filter("2 after event 2"::equals)).hasSize(20);
    assertThat(tables.count("SELECT count(*) FROM event_journal")).isEqualTo(1 + 20 + 200);
  }
}
