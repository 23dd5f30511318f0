package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The quota of one buyer: when it stays in memory, whom it asks, and what it tells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PersonalQuotaEntityTest {

  private final EntityFixture bed = new EntityFixture("personal-quota");
  private TestProbe<Availability> news = bed.kit.createTestProbe();
  private TestProbe<HoldId> owners = bed.kit.createTestProbe();
  private TestProbe<Object> shard = bed.kit.createTestProbe();
  private QuotaId id = QUOTA;
  private int number;
  private ActorRef<QuotaEntity.Message> quota = bed.kit.system().ignoreRef();

  @BeforeEach
  void aNewQuotaAtTen() {
    bed.clock.set(at("10:00"));
    news = bed.kit.createTestProbe();
    owners = bed.kit.createTestProbe();
    shard = bed.kit.createTestProbe();
    id = QuotaId.personal("coldplay", "ani-" + number++);
    quota = start();
  }

  @AfterEach
  void stop() {
    bed.stop(quota);
  }

  @AfterAll
  void shutDown() {
    bed.close();
  }

  @Test
  void passivatesSoonWithoutAPermitAndPublishesNoNumbers() throws Exception {
    try (var _ = bed.withoutPlaceToRest()) {
      assertThat(apply(limitedHold("first", 3, 4), limitedHold("second", 2, 4)))
          .containsExactly(granted(), refused(QuotaRefusal.TAKEN_FOR_NOW, 1));
      assertThat(bed.passUntilTold(Limits.SHORT_LIVED_IDLE, shard))
          .isEqualTo(EntityFixture.PASSIVATE);
    }
    news.expectNoMessage(Duration.ZERO);
    bed.stop(quota);
    quota = start();
    assertThat(explain().held()).isEqualTo(3);
  }

  @Test
  void withAnOpenHoldRestsUntilItsOrderTellsTheEnd() {
    int places = bed.placesToRest();
    apply(limitedHold("first", 3, 4));
    awaitPlaces(places - 1);
    bed.pass(Limits.SHORT_LIVED_IDLE.multipliedBy(10));
    explain();
    shard.expectNoMessage(Duration.ZERO);
    assertThat(bed.placesToRest()).isEqualTo(places);
    apply(release("first"));
    assertThat(bed.passUntilTold(Limits.SHORT_LIVED_IDLE, shard))
        .isEqualTo(EntityFixture.PASSIVATE);
    assertThat(bed.placesToRest()).isEqualTo(places);
  }

  @Test
  void anEndDuringTheResidencyReturnsThePermit() {
    int places = bed.placesToRest();
    apply(limitedHold("first", 3, 4));
    awaitPlaces(places - 1);
    bed.stop(quota);
    assertThat(bed.placesToRest()).isEqualTo(places);
  }

  @Test
  void asksTheOrderLaterThanASharedQuotaDoes() {
    apply(limitedHold("first", 3, 4));
    bed.passUntil(at("10:15").plus(Limits.EXPIRY_MARGIN));
    explain();
    owners.expectNoMessage(Duration.ZERO);
    bed.pass(Limits.PERSONAL_EXPIRY_DELAY);
    assertThat(owners.receiveMessage()).isEqualTo(owner("first"));
  }

  private void awaitPlaces(int places) {
    await()
        .untilAsserted(
            () -> {
              bed.pass(Limits.SHORT_LIVED_IDLE);
              assertThat(bed.placesToRest()).isEqualTo(places);
            });
  }

  private ActorRef<QuotaEntity.Message> start() {
    TestProbe<HoldId> asked = owners;
    HoldResolver port = (hold, attempt, asking, replyTo) -> asked.ref().tell(hold);
    return bed.start(
        id.value(),
        QuotaEntity.kind(id),
        shard,
        self -> new QuotaEntity(id, self, port, news.ref()::tell));
  }

  private List<QuotaAnswer> apply(QuotaRequest... requests) {
    return bed.<QuotaEntity.Message, QuotaEntity.BatchAnswered>ask(
            quota, asker -> new QuotaEntity.ApplyBatch(List.of(requests), 1, asker))
        .answers();
  }

  private QuotaView explain() {
    return bed.<QuotaEntity.Message, QuotaEntity.Explained>ask(quota, QuotaEntity.Explain::new)
        .view()
        .orElseThrow();
  }
}
