package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.groupcommit.JournalTables.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol.RecoverySuccess;
import org.apache.pekko.persistence.JournalProtocol.ReplayMessages;
import org.apache.pekko.persistence.JournalProtocol.ReplayMessagesFailure;
import org.apache.pekko.persistence.JournalProtocol.ReplayedMessage;
import org.apache.pekko.persistence.JournalProtocol.WriteMessageRejected;
import org.apache.pekko.persistence.JournalProtocol.WriteMessages;
import org.apache.pekko.persistence.JournalProtocol.WriteMessagesFailed;
import org.apache.pekko.persistence.JournalProtocol.WriteMessagesSuccessful$;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** The journal as entities ask it, by the protocol of Pekko's journals. */
class JournalUnderPekkoIT {

  private static final Config LOCAL =
      ConfigFactory.parseString(
          """
          pekko.actor.provider = local
          pekko.loglevel = WARNING
          pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
          kuota.journal.page-rows = 500
          """);

  private static final Duration PATIENCE = JournalTables.PATIENCE;

  private final JournalTables tables = new JournalTables();
  private ActorSystem system;
  private ActorRef journal;

  @BeforeEach
  void start() {
    system = ActorSystem.create("journal", LOCAL.withFallback(tables.config()));
    journal = Persistence.get(system).journalFor("", ConfigFactory.empty());
  }

  @AfterEach
  void stop() {
    TestKit.shutdownActorSystem(system);
    tables.close();
  }

  @Test
  void aStormOfConflictsTroublesNoOtherEntity() throws SQLException {
    tables.insert(row("Order|zombie", 1, "a zombie"));
    var zombie = new TestKit(system);
    for (int round = 0; round < 200; round++) {
      write(zombie, "Order|zombie", 1, "x");
      assertThat(zombie.expectMsgClass(PATIENCE, WriteMessagesFailed.class).cause())
          .hasMessageContaining("event_journal_pkey");
      zombie.receiveOne(PATIENCE); // The same for its only message.
    }
    var innocent = new TestKit(system);
    write(innocent, "Order|innocent", 1, "x");
    innocent.expectMsgClass(PATIENCE, WriteMessagesSuccessful$.class);
  }

  @Test
  void ofFortyEntitiesOnlyTheContestedOneFailsRoundAfterRound() throws SQLException {
    for (int round = 1; round <= 30; round++) {
      tables.insert(row("Order|17", round, "a zombie"));
      var entities = IntStream.rangeClosed(1, 40).mapToObj(_ -> new TestKit(system)).toList();
      for (int number = 1; number <= 40; number++) {
        write(entities.get(number - 1), "Order|" + number, round, "x");
      }
      for (int number = 1; number <= 40; number++) {
        Class<?> answer = number == 17 ? WriteMessagesFailed.class : WriteMessagesSuccessful$.class;
        assertThat(entities.get(number - 1).receiveOne(PATIENCE)).isInstanceOf(answer);
      }
    }
  }

  @Test
  void aHundredThousandEventsAreReplayedOverPages() throws SQLException {
    fill("Quota|large", 100_000);
    var entity = new TestKit(system);
    replay(entity, "Quota|large", 1);
    for (long number = 1; number <= 100_000; number++) {
      assertThat(entity.expectMsgClass(PATIENCE, ReplayedMessage.class).persistent().sequenceNr())
          .isEqualTo(number);
    }
    assertThat(entity.expectMsgClass(PATIENCE, RecoverySuccess.class).highestSequenceNr())
        .isEqualTo(100_000);
  }

  @Test
  void aGapFailsTheRecoveryWhereverItIs() throws SQLException {
    // Before the stream, inside a page, at both sides of a page's limit.
    for (int missing : new int[] {1, 250, 500, 501, 502, 1_000, 1_499}) {
      String entity = "Quota|without-" + missing;
      fill(entity, 1_500);
      tables.execute(
          "DELETE FROM event_journal WHERE persistence_id = '%s' AND sequence_number = %d"
              .formatted(entity, missing));
      assertThat(failure(entity))
          .isInstanceOf(JournalGapException.class)
          .hasMessageContaining("event %d is missing".formatted(missing));
    }
  }

  @Test
  void aStreamWithTwoWritersAtATimeIsRefused() throws SQLException {
    fill("Order|contested", 3);
    tables.execute("UPDATE event_journal SET writer = 'other' WHERE sequence_number = 2");
    assertThat(failure("Order|contested"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("event 3 is of a writer that another one had followed");
    tables.execute("UPDATE event_journal SET writer = 'other' WHERE sequence_number = 3");
    var entity = new TestKit(system);
    replay(entity, "Order|contested", 1);
    for (int number = 1; number <= 3; number++) {
      entity.expectMsgClass(PATIENCE, ReplayedMessage.class);
    }
    entity.expectMsgClass(PATIENCE, RecoverySuccess.class);
  }

  @Test
  void aRecoveryWaitsForTheWriteOfTheIncarnationBeforeIt() throws Exception {
    var former = new TestKit(system);
    var next = new TestKit(system);
    try (var _ = tables.locked()) {
      write(former, "Order|again", 1, "x");
      replay(next, "Order|again", 1);
      // Asked later and answered: the reader has passed by what asked before it.
      var other = new TestKit(system);
      replay(other, "Order|other", 1);
      other.expectMsgClass(PATIENCE, RecoverySuccess.class);
      assertThat(next.msgAvailable()).isFalse();
    }
    assertThat(next.expectMsgClass(PATIENCE, ReplayedMessage.class).persistent().payload())
        .isEqualTo("x");
    next.expectMsgClass(PATIENCE, RecoverySuccess.class);
  }

  @Test
  void eventsMarkedAsDeletedAreNoGap() throws SQLException {
    fill("Quota|deleted", 1_500);
    tables.execute("UPDATE event_journal SET deleted = true WHERE sequence_number <= 1200");
    var entity = new TestKit(system);
    replay(entity, "Quota|deleted", 1);
    for (long number : LongStream.rangeClosed(1_201, 1_500).toArray()) {
      assertThat(entity.expectMsgClass(PATIENCE, ReplayedMessage.class).persistent().sequenceNr())
          .isEqualTo(number);
    }
    entity.expectMsgClass(PATIENCE, RecoverySuccess.class);
  }

  @Test
  void whatWouldBeLostIsRefused() throws SQLException {
    var entity = new TestKit(system);
    write(entity, event("Order|1", 1, new Tagged("x", java.util.Set.of("tag"))));
    refuses(entity);
    write(entity, event("Order|1", 1, "x").withMetadata("from another region"));
    refuses(entity);
    assertThat(tables.count("SELECT count(*) FROM event_journal")).isZero();
  }

  @Test
  void longReplaysKeepNoWriterWaiting() throws SQLException {
    for (int stream = 1; stream <= 50; stream++) {
      fill("Quota|" + stream, 2_000);
    }
    var readers = new TestKit(system);
    for (int stream = 1; stream <= 50; stream++) {
      replay(readers, "Quota|" + stream, 1);
    }
    var writer = new TestKit(system);
    for (int number = 1; number <= 100; number++) {
      write(writer, "Order|1", number, "x");
      writer.expectMsgClass(PATIENCE, WriteMessagesSuccessful$.class);
      writer.receiveOne(PATIENCE);
    }
    int recovered = 0;
    while (recovered < 50) {
      Object message = readers.receiveOne(PATIENCE);
      assertThat(message).isInstanceOfAny(ReplayedMessage.class, RecoverySuccess.class);
      if (message instanceof RecoverySuccess) recovered++;
    }
  }

  private static void refuses(TestKit entity) {
    entity.expectMsgClass(PATIENCE, WriteMessagesSuccessful$.class);
    assertThat(entity.expectMsgClass(PATIENCE, WriteMessageRejected.class).cause())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("without tags and metadata");
  }

  private Throwable failure(String entity) {
    var recovering = new TestKit(system);
    replay(recovering, entity, 1);
    Object message = recovering.receiveOne(PATIENCE);
    while (message instanceof ReplayedMessage) {
      message = recovering.receiveOne(PATIENCE);
    }
    return ((ReplayMessagesFailure) message).cause();
  }

  private void replay(TestKit entity, String id, long from) {
    journal.tell(
        new ReplayMessages(from, Long.MAX_VALUE, Long.MAX_VALUE, id, entity.getRef()),
        ActorRef.noSender());
  }

  private void write(TestKit entity, String id, long number, String payload) {
    write(entity, event(id, number, payload));
  }

  private void write(TestKit entity, PersistentRepr event) {
    PersistentEnvelope write =
        AtomicWrite.apply(CollectionConverters.asScala(List.of(event)).toList());
    journal.tell(
        new WriteMessages(
            CollectionConverters.asScala(List.of(write)).toList(), entity.getRef(), 1),
        ActorRef.noSender());
  }

  private static PersistentRepr event(String id, long number, Object payload) {
    return PersistentRepr.apply(payload, number, id, "", false, ActorRef.noSender(), "me");
  }

  /** A long stream of short texts, in Pekko's own form for them. */
  private void fill(String entity, int events) throws SQLException {
    tables.execute(
        """
        INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
            adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
        SELECT '%s', n, 'me', 1, '', %d, '', convert_to('event ' || n, 'UTF8')
        FROM generate_series(1, %d) AS n"""
            .formatted(
                entity,
                org.apache.pekko.serialization.SerializationExtension.get(system)
                    .findSerializerFor("text")
                    .identifier(),
                events));
  }
}
