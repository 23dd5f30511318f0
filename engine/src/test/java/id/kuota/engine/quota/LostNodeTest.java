package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Moment;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a quota does about the holds of a node that is gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LostNodeTest {

  private static final long OWN = 1;
  private static final long OTHER = 2;

  private record Question(HoldQuestion asked, ActorRef<HoldResolution> replyTo) {
    void answer(HoldResolution.Word word) {
      replyTo.tell(asked.answered(word));
    }
  }

  private final EntityFixture fixture = new EntityFixture("lost-node");
  private final AtomicInteger number = new AtomicInteger();
  private TestProbe<Question> owners = fixture.kit.createTestProbe();
  private FakeEpochs epochs = new FakeEpochs(OWN);
  private QuotaId id = QUOTA;
  private ActorRef<QuotaEntity.Message> quota = fixture.kit.system().ignoreRef();

  @BeforeEach
  void aQuotaWithAHoldOfAnotherNode() {
    fixture.clock.set(Moment.at("10:00"));
    owners = fixture.kit.createTestProbe();
    epochs = new FakeEpochs(OWN);
    id = QuotaId.shared("coldplay", "lost-" + number.incrementAndGet());
    quota = start();
    apply(OWN, open(9));
    apply(OTHER, hold("ani", 2));
  }

  @AfterEach
  void stop() {
    fixture.stop(quota);
  }

  @AfterAll
  void shutDown() {
    fixture.close();
  }

  @Test
  void itsOwnersAreAskedThoughNoRequestComes() {
    fixture.pass(Limits.NODE_GONE_LOOK);
    owners.expectNoMessage(Duration.ZERO);
    epochs.lose(OTHER);
    fixture.pass(Limits.NODE_GONE_LOOK);
    assertThat(asked().asked())
        .isEqualTo(new HoldQuestion(owner("ani"), 1, id, HoldQuestion.Occasion.NODE_GONE));
  }

  @Test
  void whatNoOrderKnowsIsFreeAtOnce() {
    lose().answer(HoldResolution.Word.RELEASE);
    await().until(() -> explain().available() == 9);
  }

  @Test
  void whatAnOrderHasStaysUntilItsDeadlineAndIsAskedAboutThen() {
    lose().answer(HoldResolution.Word.KEEP);
    explain(); // A quota that has not read its answer when the time passes asks again, and rightly.
    fixture.pass(Limits.NODE_GONE_LOOK.multipliedBy(3));
    assertThat(explain().held()).isEqualTo(2);
    owners.expectNoMessage(Duration.ZERO);
    fixture.passUntil(Moment.at("10:15").plus(Limits.EXPIRY_MARGIN));
    assertThat(asked().asked().occasion()).isEqualTo(HoldQuestion.Occasion.DEADLINE);
  }

  @Test
  void anOwnerThatIsSilentOrUndecidedIsAskedAgain() {
    lose();
    fixture.pass(Limits.NODE_GONE_TIMEOUT);
    asked().answer(HoldResolution.Word.WAIT);
    await()
        .untilAsserted(
            () -> {
              fixture.pass(Limits.RESOLUTION_RETRY);
              owners.expectMessageClass(Question.class, Duration.ofMillis(100));
            });
  }

  @Test
  void aQuotaThatMovedAsksWhenItStarts() {
    epochs.lose(OTHER);
    fixture.stop(quota);
    owners = fixture.kit.createTestProbe(); // The first one may have been asked before the stop.
    quota = start();
    asked().answer(HoldResolution.Word.RELEASE);
    await().until(() -> explain().available() == 9);
  }

  @Test
  void aLateBatchOfTheLostNodeHoldsNothing() {
    lose().answer(HoldResolution.Word.RELEASE);
    await().until(() -> explain().available() == 9);
    TestProbe<QuotaEntity.BatchAnswered> batcher = fixture.kit.createTestProbe();
    quota.tell(batch(OTHER, batcher.ref(), hold("budi", 3)));
    assertThat(explain().available()).isEqualTo(9);
    batcher.expectNoMessage(Duration.ZERO);
  }

  @Test
  void anOwnerThatHoldsAnewKeepsWhatItGotWhateverWasAskedBefore() {
    Question question = lose();
    apply(OWN, hold("ani", 2, 2, "10:15"));
    question.answer(HoldResolution.Word.RELEASE);
    fixture.pass(Limits.NODE_GONE_LOOK);
    assertThat(explain().held()).isEqualTo(2);
  }

  private Question lose() {
    epochs.lose(OTHER);
    fixture.pass(Limits.NODE_GONE_LOOK);
    return asked();
  }

  private Question asked() {
    return owners.expectMessageClass(Question.class);
  }

  private ActorRef<QuotaEntity.Message> start() {
    TestProbe<Question> asked = owners;
    HoldResolver port = (question, replyTo) -> asked.ref().tell(new Question(question, replyTo));
    return fixture.start(
        id.value(),
        QuotaEntity.kind(id),
        fixture.kit.createTestProbe(),
        self -> new QuotaEntity(id, self, port, news -> {}, epochs));
  }

  private void apply(long epoch, QuotaRequest request) {
    List<QuotaAnswer> answers =
        fixture
            .<QuotaEntity.Message, QuotaEntity.BatchAnswered>ask(
                quota, asker -> batch(epoch, asker, request))
            .answers();
    assertThat(answers).noneMatch(QuotaAnswer.Refused.class::isInstance);
  }

  private static QuotaEntity.ApplyBatch batch(
      long epoch, ActorRef<QuotaEntity.BatchAnswered> replyTo, QuotaRequest request) {
    return new QuotaEntity.ApplyBatch(List.of(request), 1, OptionalLong.of(epoch), replyTo);
  }

  private QuotaView explain() {
    return fixture
        .<QuotaEntity.Message, QuotaEntity.Explained>ask(quota, QuotaEntity.Explain::new)
        .view()
        .orElseThrow();
  }
}
