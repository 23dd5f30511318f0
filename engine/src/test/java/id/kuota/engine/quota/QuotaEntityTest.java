package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Moment;
import id.kuota.engine.entity.NodeEpochs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QuotaEntityTest {

  private static final Duration MARGIN = Limits.EXPIRY_MARGIN;
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  /** What the quota asked the owner of a hold. */
  private record Question(HoldId hold, long attempt, ActorRef<HoldResolution> replyTo) {
    void answer(HoldResolution.Word word) {
      replyTo.tell(new HoldResolution(hold, attempt, word));
    }
  }

  private final EntityFixture fixture = new EntityFixture("quota");
  private final AtomicInteger number = new AtomicInteger();
  private BlockingQueue<Question> owners = new LinkedBlockingQueue<>();
  private TestProbe<Availability> news = fixture.kit.createTestProbe();
  private TestProbe<Object> shard = fixture.kit.createTestProbe();
  private QuotaId id = QUOTA;
  private ActorRef<QuotaEntity.Message> quota = fixture.kit.system().ignoreRef();

  @BeforeEach
  void aNewQuotaAtTen() {
    fixture.clock.set(Moment.at("10:00"));
    owners = new LinkedBlockingQueue<>();
    news = fixture.kit.createTestProbe();
    shard = fixture.kit.createTestProbe();
    id = QuotaId.shared("coldplay", "cat-" + number.incrementAndGet());
    quota = start();
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
  void aBatchIsOneEventAndEveryRequestHasItsAnswerInItsPlace() {
    assertThat(apply(open(3), hold("ani", 2), hold("budi", 2), release("ani"), hold("budi", 2)))
        .containsExactly(
            capacityIs(3), granted(), refused(QuotaRefusal.TAKEN_FOR_NOW, 1), ended(), granted());
    assertThat(journal())
        .containsExactly(
            new QuotaEvent.BatchApplied(
                id,
                List.of(opened(3), held("ani", 2), released("ani", 2), held("budi", 2)),
                1,
                at("10:00")));
  }

  @Test
  void aBatchThatChangesNothingIsAnsweredWithoutAnEventAndItsRefusalsAreCountedLater() {
    apply(open(1), hold("ani", 1));
    assertThat(apply(hold("budi", 1), hold("citra", 1), hold("ani", 1)))
        .containsExactly(
            refused(QuotaRefusal.TAKEN_FOR_NOW, 0),
            refused(QuotaRefusal.TAKEN_FOR_NOW, 0),
            granted());
    assertThat(journal()).hasSize(1);
    apply(release("ani"));
    assertThat(((QuotaEvent.BatchApplied) journal().getLast()).refused()).isEqualTo(2);
  }

  @Test
  void explainsItselfAndRecoversToTheSameNumbers() {
    apply(open(9), hold("ani", 2), hold("budi", 3));
    apply(settle("ani"));
    var expected = new QuotaView(id, 9, 4, 3, 2, 1, at("10:15"), at("10:00"), "opened", 2);
    assertThat(explain()).isEqualTo(expected);
    restart();
    assertThat(explain()).isEqualTo(expected);
    assertThat(apply(hold("budi", 3))).containsExactly(granted());
  }

  @Test
  void aQuotaThatWasNeverOpenedHasNoNumbers() {
    assertThat(
            fixture
                .<QuotaEntity.Message, QuotaEntity.Explained>ask(quota, QuotaEntity.Explain::new)
                .view())
        .isEmpty();
  }

  @Test
  void asksTheOwnerAfterTheDeadlineAndItsMarginAndNotBefore() {
    apply(open(9), hold("ani", 2));
    fixture.passUntil(at("10:15").plus(MARGIN).minus(MILLISECOND));
    assertNoOwnerIsAsked();
    fixture.pass(MILLISECOND);
    assertThat(question()).returns(owner("ani"), Question::hold).returns(1L, Question::attempt);
    assertThat(explain().held()).as("until the owner has spoken").isEqualTo(2);
  }

  @Test
  void theOwnersWordDecides() {
    apply(open(9), hold("ani", 2), hold("budi", 3));
    fixture.passUntil(at("10:15").plus(MARGIN));
    Question first = question();
    Question second = question();
    (first.hold().equals(owner("ani")) ? first : second).answer(HoldResolution.Word.SETTLE);
    awaitHeld(3);
    (first.hold().equals(owner("ani")) ? second : first).answer(HoldResolution.Word.RELEASE);
    awaitHeld(0);
    assertThat(explain()).returns(2L, QuotaView::sold).returns(7L, QuotaView::available);
  }

  @Test
  void anOwnerThatSaysWaitIsAskedAgainAfterTheRetryTime() {
    apply(open(9), hold("ani", 2));
    fixture.passUntil(at("10:15").plus(MARGIN));
    question().answer(HoldResolution.Word.WAIT);
    assertThat(explain().held()).isEqualTo(2);
    fixture.pass(Limits.RESOLUTION_RETRY.minus(MILLISECOND));
    assertNoOwnerIsAsked();
    fixture.pass(MILLISECOND);
    question().answer(HoldResolution.Word.RELEASE);
    awaitHeld(0);
  }

  @Test
  void aSilentOwnerIsAskedAgain() {
    apply(open(9), hold("ani", 2));
    fixture.passUntil(at("10:15").plus(MARGIN));
    Question first = question();
    fixture.pass(Limits.RESOLUTION_TIMEOUT.minus(MILLISECOND));
    assertNoOwnerIsAsked();
    fixture.pass(MILLISECOND);
    question();
    first.answer(HoldResolution.Word.SETTLE); // A late answer is as good as any.
    awaitHeld(0);
    assertThat(explain().sold()).isEqualTo(2);
  }

  @Test
  void aHoldInQuestionIsNotGrantedAgainAlsoWhenTheClockIsSetBack() {
    apply(open(9), hold("ani", 2));
    fixture.passUntil(at("10:15").plus(MARGIN));
    question();
    assertThat(apply(hold("ani", 2, 2, "10:40")))
        .containsExactly(refused(QuotaRefusal.HOLD_EXPIRED, 7));
    fixture.clock.set(at("10:10"));
    assertThat(apply(hold("ani", 3, 2, "10:40")))
        .containsExactly(refused(QuotaRefusal.HOLD_EXPIRED, 7));
  }

  @Test
  void aWordAboutAnEarlierAttemptDoesNotTouchALaterHold() {
    apply(open(9), hold("ani", 2));
    fixture.passUntil(at("10:15").plus(MARGIN));
    Question question = question();
    apply(release("ani", 1), hold("ani", 2, 2, "10:40"));
    question.answer(HoldResolution.Word.RELEASE);
    assertThat(explain().held()).isEqualTo(2);
  }

  @Test
  void aLateWordAboutAnEarlierAttemptIsNotTakenForTheWordAboutALaterOne() {
    apply(open(9), hold("ani", 2));
    fixture.passUntil(at("10:15").plus(MARGIN));
    Question first = question();
    apply(release("ani", 1), hold("ani", 2, 2, "10:40"));
    fixture.passUntil(at("10:40").plus(MARGIN));
    Question second = question();
    first.answer(HoldResolution.Word.RELEASE);
    assertThat(explain().held()).as("held by another attempt").isEqualTo(2);
    second.answer(HoldResolution.Word.RELEASE);
    awaitHeld(0);
  }

  @Test
  void whatEndsInTimeIsNotAskedAbout() {
    apply(open(9), hold("ani", 2), hold("budi", 1), hold("citra", 1, 1, "10:20"));
    apply(settle("ani"), release("budi"));
    assertThat(explain().nextDeadline()).isEqualTo(at("10:20"));
    fixture.passUntil(at("10:16"));
    assertNoOwnerIsAsked();
  }

  @Test
  void noMoreOwnersThanThePaceAllowsAreAskedAtATime() {
    int max = Limits.RESOLUTIONS_IN_FLIGHT_MAX;
    openWithHolds(max + 50);
    fixture.passUntil(at("10:16"));
    List<Question> questions = questions(max);
    assertNoOwnerIsAsked();
    questions.forEach(question -> question.answer(HoldResolution.Word.RELEASE));
    passUntilAsked(MILLISECOND, 50)
        .forEach(question -> question.answer(HoldResolution.Word.RELEASE));
    awaitHeld(0);
  }

  @Test
  void ordersThatReleaseThemselvesBeforeTheirWordArrivesDoNotHoldUpTheOthers() {
    int max = Limits.RESOLUTIONS_IN_FLIGHT_MAX;
    openWithHolds(max + 50);
    fixture.passUntil(at("10:16"));
    List<Question> questions = questions(max);
    apply(
        questions.stream()
            .map(question -> release(question.hold().value()))
            .toArray(QuotaRequest[]::new));
    questions.forEach(question -> question.answer(HoldResolution.Word.RELEASE));
    assertThat(explain().held()).isEqualTo(50);
    passUntilAsked(MILLISECOND, 50)
        .forEach(question -> question.answer(HoldResolution.Word.RELEASE));
    awaitHeld(0);
  }

  @Test
  void afterRecoveryAsksForWhatCameDueMeanwhile() {
    apply(open(9), hold("ani", 2), hold("budi", 1, 1, "10:30"));
    fixture.stop(quota);
    fixture.passUntil(at("10:20"));
    quota = start();
    explain();
    fixture.pass(MILLISECOND);
    assertThat(question().hold()).isEqualTo(owner("ani"));
    assertNoOwnerIsAsked();
  }

  @Test
  void aFailingJournalAnswersNoRequestAndTheQuotaRecovers() {
    apply(open(9), hold("ani", 2));
    fixture.journal.failNextPersisted(persistenceId());
    TestProbe<QuotaEntity.BatchAnswered> asker = fixture.kit.createTestProbe();
    quota.tell(
        new QuotaEntity.ApplyBatch(List.of(hold("budi", 3)), 2, OptionalLong.empty(), asker.ref()));
    QuotaEntity.Explained after = fixture.askPatiently(quota, QuotaEntity.Explain::new);
    assertThat(after.view()).hasValueSatisfying(view -> assertThat(view.held()).isEqualTo(2));
    asker.expectNoMessage(Duration.ZERO);
    assertThat(apply(hold("budi", 3))).containsExactly(granted());
    assertThat(explain().held()).isEqualTo(5);
  }

  @Test
  void aWordThatCouldNotBeWrittenIsAskedForAgain() {
    apply(open(9), hold("ani", 2));
    fixture.passUntil(at("10:15").plus(MARGIN));
    fixture.journal.failNextPersisted(persistenceId());
    question().answer(HoldResolution.Word.RELEASE);
    List<Question> again = passUntilAsked(Duration.ofMillis(50), 1);
    assertThat(explain().held()).isEqualTo(2);
    again.getFirst().answer(HoldResolution.Word.RELEASE);
    awaitHeld(0);
  }

  @Test
  void tellsTheNodesWhatIsAvailableAtOnceAndThenAtAnInterval() {
    apply(open(2));
    assertThat(news.receiveMessage()).isEqualTo(new Availability(id, 2, 0, 1));
    apply(hold("ani", 1));
    apply(hold("budi", 1));
    explain();
    fixture.pass(Limits.AVAILABILITY_INTERVAL);
    assertThat(latestNews()).isEqualTo(new Availability(id, 0, 2, 3));
  }

  @Test
  void aQuotaWithOpenHoldsStaysAwake() {
    apply(open(2), hold("ani", 1, 1, "18:00"));
    fixture.pass(Limits.LONG_LIVED_IDLE.multipliedBy(2));
    explain();
    shard.expectNoMessage(Duration.ZERO);
    apply(settle("ani"));
    assertThat(fixture.passUntilTold(Limits.LONG_LIVED_IDLE, shard))
        .isEqualTo(EntityFixture.PASSIVATE);
  }

  private ActorRef<QuotaEntity.Message> start() {
    BlockingQueue<Question> asked = owners;
    HoldResolver port =
        (question, replyTo) ->
            asked.add(new Question(question.hold(), question.attempt(), replyTo));
    return fixture.start(
        id.value(),
        QuotaEntity.kind(id),
        shard,
        self -> new QuotaEntity(id, self, port, news.ref()::tell, NodeEpochs.NONE));
  }

  private void restart() {
    fixture.stop(quota);
    quota = start();
  }

  private List<QuotaAnswer> apply(QuotaRequest... requests) {
    return fixture
        .<QuotaEntity.Message, QuotaEntity.BatchAnswered>ask(
            quota,
            asker -> new QuotaEntity.ApplyBatch(List.of(requests), 1, OptionalLong.empty(), asker))
        .answers();
  }

  private void openWithHolds(int count) {
    var requests = new ArrayList<QuotaRequest>();
    requests.add(open(count));
    for (int i = 0; i < count; i++) {
      requests.add(hold("owner-" + i, 1));
    }
    apply(requests.toArray(QuotaRequest[]::new));
  }

  private QuotaView explain() {
    return fixture
        .<QuotaEntity.Message, QuotaEntity.Explained>ask(quota, QuotaEntity.Explain::new)
        .view()
        .orElseThrow();
  }

  private Question question() {
    return questions(1).getFirst();
  }

  private List<Question> questions(int count) {
    await().until(() -> owners.size() >= count);
    return Stream.generate(owners::remove).limit(count).toList();
  }

  /** All that was sent to the quota before is done when it has explained itself. */
  private void assertNoOwnerIsAsked() {
    explain();
    assertThat(owners).isEmpty();
  }

  private void awaitHeld(long held) {
    await().until(() -> explain().held() == held);
  }

  /** Lets a little time pass, in steps, until that many owners were asked. */
  private List<Question> passUntilAsked(Duration step, int count) {
    var questions = new ArrayList<Question>();
    var seen = new HashSet<HoldId>();
    Instant latest = fixture.clock.instant().plus(Limits.RESOLUTION_RETRY);
    while (questions.size() < count) {
      assertThat(fixture.clock.instant())
          .as("asked %s of %s in time", questions.size(), count)
          .isBefore(latest);
      fixture.pass(step);
      fixture.<QuotaEntity.Message, QuotaEntity.Explained>askPatiently(
          quota, QuotaEntity.Explain::new);
      while (!owners.isEmpty()) {
        Question question = owners.remove();
        assertThat(seen.add(question.hold())).as("asked once").isTrue();
        questions.add(question);
      }
    }
    return questions;
  }

  private Availability latestNews() {
    Availability latest = news.receiveMessage();
    while (latest.revision() < explain().revision()) {
      latest = news.receiveMessage();
    }
    return latest;
  }

  private List<Object> journal() {
    return fixture.journalOf(persistenceId());
  }

  private String persistenceId() {
    return "Quota|" + id;
  }
}
