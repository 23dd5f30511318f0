package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.QUOTA;
import static id.kuota.engine.quota.QuotaFixtures.ended;
import static id.kuota.engine.quota.QuotaFixtures.hold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.entity.NodeEpochs;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QuotaBatchersTest {

  private static final int MEETINGS = 50;

  private final AtomicInteger started = new AtomicInteger();
  private final EntityFixture bed = new EntityFixture("batchers");

  @AfterAll
  void shutDown() {
    bed.close();
  }

  @Test
  void theMailboxOfAHotQuotaDelaysNoOther() throws Exception {
    QuotaBatchers batchers = answering();
    var answered = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    batchers.submit(
        new QuotaBatcher.Submit(
            QUOTA,
            hold("ani", 1),
            1,
            _ -> {
              answered.countDown();
              await().until(() -> free.getCount() == 0);
            }));
    answered.await();
    assertThat(ask(batchers, shared(2)).get()).isEqualTo(ended());
    CompletableFuture<QuotaAnswer> behind = ask(batchers, QUOTA);
    assertThat(ask(batchers, QuotaId.personal("coldplay", "ani")).get()).isEqualTo(ended());
    assertThat(behind).isNotDone();
    free.countDown();
    assertThat(behind.get()).isEqualTo(ended());
  }

  @Test
  void aQuotaKeepsItsBatcherWhileItIsUsedAndLosesItWhenIdle() throws Exception {
    QuotaBatchers batchers = answering();
    ask(batchers, QUOTA).get();
    for (int use = 0; use < 3; use++) {
      bed.pass(Limits.QUOTA_BATCHER_IDLE);
      ask(batchers, QUOTA).get();
      assertThat(batchers.size()).isEqualTo(1);
    }
    passUntilNoneIsLeft(batchers);
    assertThat(ask(batchers, QUOTA).get()).isEqualTo(ended());
    assertThat(batchers.size()).isEqualTo(1);
  }

  @Test
  void aBatcherWithABatchInFlightIsNotIdle() throws Exception {
    TestProbe<QuotaEntity.Message> entity = bed.kit.createTestProbe();
    ActorRef<QuotaEntity.Message> ref = entity.ref();
    QuotaBatchers batchers = batchers(_ -> ref);
    CompletableFuture<QuotaAnswer> answer = ask(batchers, QUOTA);
    QuotaEntity.ApplyBatch batch = entity.expectMessageClass(QuotaEntity.ApplyBatch.class);
    bed.pass(Limits.QUOTA_BATCH_TIMEOUT.minusMillis(1));
    answer(batch, QUOTA);
    assertThat(answer.get()).isEqualTo(ended());
  }

  @Test
  void aRequestThatMeetsTheStopOfItsBatcherIsAnswered() throws Exception {
    QuotaBatchers batchers = answering();
    for (int meeting = 0; meeting < MEETINGS; meeting++) {
      CompletableFuture<QuotaAnswer> answer =
          CompletableFuture.supplyAsync(() -> ask(batchers, QUOTA).join());
      bed.pass(Limits.QUOTA_BATCHER_IDLE.multipliedBy(2));
      assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(ended());
    }
  }

  @Test
  void thousandsOfQuotasHaveABoundedNumberOfBatchers() {
    QuotaBatchers batchers = answering();
    CompletableFuture<?>[] answers =
        Stream.iterate(0, quota -> quota + 1)
            .limit(Limits.QUOTA_BATCHERS_MAX + 100)
            .map(quota -> ask(batchers, shared(quota)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(answers).join();
    assertThat(batchers.size()).isEqualTo(Limits.QUOTA_BATCHERS_MAX);
    passUntilNoneIsLeft(batchers);
  }

  @Test
  void buyersQuotasHaveNoBatcherEach() throws Exception {
    QuotaBatchers batchers = answering();
    assertThat(ask(batchers, QuotaId.personal("coldplay", "ani")).get()).isEqualTo(ended());
    assertThat(batchers.size()).isZero();
  }

  private void passUntilNoneIsLeft(QuotaBatchers batchers) {
    await()
        .until(
            () -> {
              bed.pass(Limits.QUOTA_BATCHER_IDLE);
              return batchers.size() == 0;
            });
  }

  private static CompletableFuture<QuotaAnswer> ask(QuotaBatchers batchers, QuotaId quota) {
    var answer = new CompletableFuture<QuotaAnswer>();
    batchers.submit(
        new QuotaBatcher.Submit(
            quota, hold("ani", 1), 1, reply -> answer.complete(reply.answer())));
    return answer;
  }

  private static QuotaId shared(int number) {
    return QuotaId.shared("coldplay", "q" + number);
  }

  /** Returns batchers whose quotas answer at once. */
  private QuotaBatchers answering() {
    var entities = new ConcurrentHashMap<QuotaId, ActorRef<QuotaEntity.Message>>();
    return batchers(id -> entities.computeIfAbsent(id, this::start));
  }

  private QuotaBatchers batchers(Function<QuotaId, RecipientRef<QuotaEntity.Message>> quotas) {
    return new QuotaBatchers(
        bed.kit.system(),
        quotas,
        new PersonalRefusals(() -> 0),
        NodeEpochs.NONE,
        QuotaMetrics.NONE);
  }

  /** Called by batchers, so it must not wait for the guardian of the test kit. */
  private ActorRef<QuotaEntity.Message> start(QuotaId id) {
    String name = "quota-" + started.incrementAndGet();
    return bed.kit.system().systemActorOf(entity(id), name, Props.empty());
  }

  private static Behavior<QuotaEntity.Message> entity(QuotaId id) {
    return Behaviors.receiveMessage(
        message -> {
          answer((QuotaEntity.ApplyBatch) message, id);
          return Behaviors.same();
        });
  }

  private static void answer(QuotaEntity.ApplyBatch batch, QuotaId quota) {
    List<QuotaAnswer> answers = Collections.nCopies(batch.requests().size(), ended());
    batch.replyTo().tell(new QuotaEntity.BatchAnswered(quota, batch.batch(), answers));
  }
}
