package id.kuota.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an entity believes of the journal's answers, in any order in which they may come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventStreamTest {

  private final ActorTestKit kit =
      ActorTestKit.create(PersistenceTestKitPlugin.getInstance().config());
  private final EventStream<String> stream = stream("Purse|1");

  /** What the journal of the test answers goes elsewhere: each test says what comes. */
  private EventStream<String> stream(String persistenceId) {
    ActorRef entity = Adapter.toClassic(kit.createTestProbe().ref());
    return new EventStream<>(persistenceId, entity, kit.system(), Optional.empty());
  }

  @AfterAll
  void stop() {
    kit.shutdownTestKit();
  }

  private static PersistentRepr event(long number) {
    return PersistentRepr.apply(
        "e" + number, number, "Purse|1", "", false, ActorRef.noSender(), "w");
  }

  private EventStream.Heard<String> replayed(long number) {
    return stream.hear(new JournalProtocol.ReplayedMessage(event(number)));
  }

  private EventStream.Heard<String> end(long highest) {
    return stream.hear(new JournalProtocol.RecoverySuccess(highest));
  }

  private void readTo(int events) {
    stream.read();
    for (int number = 1; number <= events; number++) {
      assertThat(replayed(number)).isEqualTo(new EventStream.Heard.Replayed<>("e" + number));
    }
    assertThat(end(events)).isEqualTo(new EventStream.Heard.ReadToEnd<>());
  }

  @Test
  void anEventThatIsReplayedLateDoesNotCount() {
    readTo(2);
    assertThat(replayed(3)).isEqualTo(new EventStream.Heard.Nothing<>());
    assertThat(end(3)).isEqualTo(new EventStream.Heard.Nothing<>());
    assertThat(stream.number()).as("the next write would leave a gap in memory").isEqualTo(2);
  }

  @Test
  void aReplayThatBelongsToAnEarlierQuestionFails() {
    stream.read();
    assertThat(replayed(3)).isInstanceOf(EventStream.Heard.Failed.class);
    stream.read();
    assertThat(replayed(1)).isEqualTo(new EventStream.Heard.Replayed<>("e1"));
    assertThat(replayed(1)).as("heard twice").isEqualTo(new EventStream.Heard.Nothing<>());
    assertThat(end(3)).isInstanceOf(EventStream.Heard.Failed.class);
  }

  @Test
  void allEventsOfAWriteAreAwaited() {
    EventStream<String> fresh = stream("Purse|2");
    fresh.beginUnread();
    fresh.write(List.of("a", "b"));
    assertThat(fresh.hear(new JournalProtocol.WriteMessageSuccess(event(1), 1)))
        .isEqualTo(new EventStream.Heard.Nothing<>());
    assertThat(fresh.hear(new JournalProtocol.WriteMessageSuccess(event(2), 1)))
        .isEqualTo(new EventStream.Heard.Written<>());
    assertThat(fresh.number()).isEqualTo(2);
    assertThat(fresh.isUnread()).isFalse();
  }

  @Test
  void anAnswerToAnEarlierIncarnationIsIgnored() {
    EventStream<String> fresh = stream("Purse|3");
    fresh.beginUnread();
    fresh.write(List.of("a"));
    fresh.beginUnread();
    fresh.write(List.of("b"));
    assertThat(fresh.hear(new JournalProtocol.WriteMessageSuccess(event(1), 1)))
        .isEqualTo(new EventStream.Heard.Nothing<>());
    assertThat(fresh.number()).isZero();
  }

  @Test
  void onlyAWriterThatHasNotReadIsToldOfAKnownStream() {
    var cause = new IllegalStateException("it has events");
    EventStream<String> fresh = stream("Purse|4");
    fresh.beginUnread();
    fresh.write(List.of("a"));
    assertThat(fresh.hear(new JournalProtocol.WriteMessageRejected(event(1), cause, 1)))
        .isEqualTo(new EventStream.Heard.Known<>());
    fresh.read();
    assertThat(fresh.hear(new JournalProtocol.RecoverySuccess(0)))
        .isEqualTo(new EventStream.Heard.ReadToEnd<>());
    fresh.write(List.of("a"));
    assertThat(fresh.hear(new JournalProtocol.WriteMessageRejected(event(1), cause, 2)))
        .isEqualTo(new EventStream.Heard.Failed<>(cause));
  }
}
