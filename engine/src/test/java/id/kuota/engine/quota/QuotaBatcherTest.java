package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.entity.RetransmissionTimeout;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.RecordingTelemetry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QuotaBatcherTest {

  private static final QuotaId OTHER = QuotaId.shared("coldplay", "cat-2");

  private final EntityFixture fixture = new EntityFixture("batcher");
  private TestProbe<QuotaEntity.Message> quota = fixture.kit.createTestProbe();
  private TestProbe<QuotaEntity.Message> other = fixture.kit.createTestProbe();
  private TestProbe<QuotaReply> asker = fixture.kit.createTestProbe();
  private RecordingTelemetry telemetry = new RecordingTelemetry();
  private long newest;
  private ActorRef<QuotaBatcher.Message> batcher = fixture.kit.system().ignoreRef();

  @BeforeEach
  void aNewBatcher() {
    newest = 0;
    telemetry = new RecordingTelemetry();
    quota = fixture.kit.createTestProbe();
    other = fixture.kit.createTestProbe();
    asker = fixture.kit.createTestProbe();
    ActorRef<QuotaEntity.Message> one = quota.ref();
    ActorRef<QuotaEntity.Message> two = other.ref();
    var node =
        new QuotaBatcher.Node(
            id -> id.equals(OTHER) ? two : one,
            new PersonalRefusals(() -> 0),
            new AtomicLong(),
            new RetransmissionTimeout(),
            new Neighbours(),
            new FakeEpochs(7),
            new QuotaMetrics(telemetry));
    batcher = fixture.kit.spawn(QuotaBatcher.create(node, null));
  }

  @AfterEach
  void stop() {
    fixture.stop(batcher);
  }

  @AfterAll
  void shutDown() {
    fixture.close();
  }

  @Test
  void whenNothingIsInFlightARequestGoesAtOnce() {
    submit(1);
    QuotaEntity.ApplyBatch batch = batch();
    assertThat(batch.requests()).containsExactly(request(1));
    assertThat(batch.epoch()).hasValue(7);
    answer(batch, granted());
    assertThat(asker.receiveMessage()).isEqualTo(new QuotaReply(QUOTA, 1, granted()));
    submit(2);
    assertThat(batch().requests()).containsExactly(request(2));
  }

  @Test
  void whileABatchIsInFlightTheNextOneGathersAndEveryAnswerFindsItsAsker() {
    submit(1);
    QuotaEntity.ApplyBatch first = batch();
    submit(2, 3, 4);
    quota.expectNoMessage(Duration.ZERO);
    answer(first, granted());
    QuotaEntity.ApplyBatch second = batch();
    assertThat(second.requests()).containsExactly(request(2), request(3), request(4));
    answer(second, granted(), refused(QuotaRefusal.SOLD_OUT, 0), ended());
    assertThat(asker.receiveSeveralMessages(4))
        .containsExactly(
            new QuotaReply(QUOTA, 1, granted()),
            new QuotaReply(QUOTA, 2, granted()),
            new QuotaReply(QUOTA, 3, refused(QuotaRefusal.SOLD_OUT, 0)),
            new QuotaReply(QUOTA, 4, ended()));
  }

  @Test
  void whenANodeIsLostTheBatchInFlightIsSentAgainAndAnsweredOnce() {
    submit(1, 2);
    QuotaEntity.ApplyBatch first = batch();
    batcher.tell(new QuotaBatcher.Repeat());
    QuotaEntity.ApplyBatch again = quota.expectMessageClass(QuotaEntity.ApplyBatch.class);
    assertThat(again.batch()).isEqualTo(first.batch());
    assertThat(again.requests()).isEqualTo(first.requests());
    answer(again, granted());
    assertThat(asker.receiveMessage()).isEqualTo(new QuotaReply(QUOTA, 1, granted()));
    QuotaEntity.ApplyBatch second = batch();
    answer(first, granted());
    answer(second, refused(QuotaRefusal.SOLD_OUT, 0));
    assertThat(asker.receiveMessage())
        .isEqualTo(new QuotaReply(QUOTA, 2, refused(QuotaRefusal.SOLD_OUT, 0)));
    batcher.tell(new QuotaBatcher.Repeat());
    quota.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void aBatchWhoseAnswerIsOverdueIsSentAgain() {
    submit(1);
    QuotaEntity.ApplyBatch first = batch();
    fixture.pass(Limits.RETRANSMISSION_MAX);
    QuotaEntity.ApplyBatch again = quota.expectMessageClass(QuotaEntity.ApplyBatch.class);
    assertThat(again).isEqualTo(first);
    answer(again, granted());
    assertThat(asker.receiveMessage()).isEqualTo(new QuotaReply(QUOTA, 1, granted()));
  }

  @Test
  void quotasDoNotWaitForEachOther() {
    submit(1);
    batch();
    batcher.tell(new QuotaBatcher.Submit(OTHER, request(2), 2, asker.ref()::tell));
    assertThat(((QuotaEntity.ApplyBatch) other.receiveMessage()).requests())
        .containsExactly(request(2));
  }

  @Test
  void aBatchHasItsLargestSize() {
    submit(0);
    QuotaEntity.ApplyBatch first = batch();
    submit(LongStream.rangeClosed(1, Limits.QUOTA_BATCH_MAX + 1).toArray());
    answer(first, granted());
    assertThat(batch().requests()).hasSize(Limits.QUOTA_BATCH_MAX);
  }

  @Test
  void afterABatchOfManyAQuotaGivesWayToItsNeighbours() {
    synchronise();
    answerMany();
    submit(1);
    synchronise();
    quota.expectNoMessage(Duration.ZERO);
    fixture.pass(Limits.QUOTA_GIVES_WAY.multipliedBy(2));
    assertThat(batch().requests()).containsExactly(request(1));
  }

  @Test
  void aQuotaWithoutNeighboursDoesNotYield() {
    submit(0);
    QuotaEntity.ApplyBatch alone = batch();
    answer(alone, granted());
    answerMany();
    submit(1);
    assertThat(batch().requests()).containsExactly(request(1));
  }

  @Test
  void aFullLineIsToldAtOnce() {
    submit(0);
    batch();
    submit(LongStream.rangeClosed(1, Limits.QUOTA_WAITING_MAX).toArray());
    submit(77);
    assertThat(asker.receiveMessage())
        .isEqualTo(new QuotaReply(QUOTA, 77, refused(QuotaRefusal.OVERLOADED, 0)));
    batcher.tell(new QuotaBatcher.Submit(OTHER, request(2), 2, asker.ref()::tell));
    assertThat(other.receiveMessage()).isInstanceOf(QuotaEntity.ApplyBatch.class);
  }

  @Test
  void aSilentQuotaIsUnknownAndItsLateAnswerIsDropped() {
    submit(1, 2);
    QuotaEntity.ApplyBatch first = batch();
    submit(3);
    synchronise();
    passBatchTimeout();
    QuotaEntity.ApplyBatch second = batch();
    assertThat(second.batch()).isNotEqualTo(first.batch());
    assertThat(asker.receiveMessage())
        .isEqualTo(new QuotaReply(QUOTA, 1, refused(QuotaRefusal.UNANSWERED, 0)));
    answer(first, granted());
    answer(first, granted());
    assertThat(inFlight()).isOne();
    answer(second, ended(), ended());
    assertThat(asker.receiveSeveralMessages(2))
        .containsExactly(new QuotaReply(QUOTA, 2, ended()), new QuotaReply(QUOTA, 3, ended()));
    synchronise();
    asker.expectNoMessage(Duration.ZERO);
    assertThat(inFlight()).isZero();
  }

  @Test
  void anAnswerInTimeStopsTheClock() {
    submit(1);
    answer(batch(), granted());
    asker.receiveMessage();
    synchronise();
    fixture.pass(Limits.QUOTA_BATCH_TIMEOUT.multipliedBy(2));
    synchronise();
    asker.expectNoMessage(Duration.ZERO);
  }

  @Test
  void theTimeOfABatchCountsFromItsOwnBeginning() {
    submit(1);
    QuotaEntity.ApplyBatch first = batch();
    fixture.pass(Limits.QUOTA_BATCH_TIMEOUT.minusMillis(1));
    submit(2);
    synchronise();
    answer(first, granted());
    assertThat(asker.receiveMessage().tag()).isEqualTo(1);
    QuotaEntity.ApplyBatch second = batch();
    synchronise();
    fixture.pass(Limits.QUOTA_BATCH_TIMEOUT.minusMillis(1));
    answer(second, granted());
    assertThat(asker.receiveMessage()).isEqualTo(new QuotaReply(QUOTA, 2, granted()));
  }

  private double inFlight() {
    return telemetry.gauge(Metric.QUOTA_BATCHES_IN_FLIGHT);
  }

  private static QuotaRequest request(long tag) {
    return hold("owner-" + tag, 1);
  }

  private void submit(long... tags) {
    Arrays.stream(tags)
        .forEach(
            tag ->
                batcher.tell(new QuotaBatcher.Submit(QUOTA, request(tag), tag, asker.ref()::tell)));
  }

  /** The next batch that is not one sent again. */
  private QuotaEntity.ApplyBatch batch() {
    QuotaEntity.ApplyBatch batch;
    do {
      batch = quota.expectMessageClass(QuotaEntity.ApplyBatch.class);
    } while (batch.batch() <= newest);
    newest = batch.batch();
    return batch;
  }

  /** In steps, since each pause begins when the one before has ended. */
  private void passBatchTimeout() {
    int steps = (int) Limits.QUOTA_BATCH_TIMEOUT.dividedBy(Limits.RETRANSMISSION_MAX);
    for (int step = 0; step < steps; step++) {
      fixture.pass(Limits.RETRANSMISSION_MAX);
      synchronise();
    }
  }

  private static void answer(QuotaEntity.ApplyBatch batch, QuotaAnswer... answers) {
    batch.replyTo().tell(new QuotaEntity.BatchAnswered(QUOTA, batch.batch(), List.of(answers)));
  }

  /** Many ask at once, and are answered. */
  private void answerMany() {
    submit(0);
    QuotaEntity.ApplyBatch first = batch();
    submit(LongStream.range(0, Limits.QUOTA_BATCH_OF_MANY).toArray());
    answer(first, granted());
    QuotaEntity.ApplyBatch many = batch();
    assertThat(many.requests()).hasSize(Limits.QUOTA_BATCH_OF_MANY);
    QuotaAnswer[] answers = new QuotaAnswer[Limits.QUOTA_BATCH_OF_MANY];
    Arrays.fill(answers, granted());
    answer(many, answers);
    asker.receiveSeveralMessages(1 + Limits.QUOTA_BATCH_OF_MANY);
  }

  /** When this returns the batcher has read everything that was sent before. */
  private void synchronise() {
    TestProbe<QuotaReply> caller = fixture.kit.createTestProbe();
    batcher.tell(new QuotaBatcher.Submit(OTHER, request(0), 0, caller.ref()::tell));
    QuotaEntity.ApplyBatch batch = (QuotaEntity.ApplyBatch) other.receiveMessage();
    batch.replyTo().tell(new QuotaEntity.BatchAnswered(OTHER, batch.batch(), List.of(ended())));
    caller.receiveMessage();
  }
}
