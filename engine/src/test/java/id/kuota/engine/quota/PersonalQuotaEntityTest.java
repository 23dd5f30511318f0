package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.entity.NodeEpochs;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
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

  private final EntityFixture fixture = new EntityFixture("personal-quota");
  private TestProbe<Availability> news = fixture.kit.createTestProbe();
  private TestProbe<HoldId> owners = fixture.kit.createTestProbe();
  private TestProbe<Object> shard = fixture.kit.createTestProbe();
  private QuotaId id = QUOTA;
  private int number;
  private ActorRef<QuotaEntity.Message> quota = fixture.kit.system().ignoreRef();

  @BeforeEach
  void aNewQuotaAtTen() {
    fixture.clock.set(at("10:00"));
    news = fixture.kit.createTestProbe();
    owners = fixture.kit.createTestProbe();
    shard = fixture.kit.createTestProbe();
    id = QuotaId.personal("coldplay", "ani-" + number++);
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
  void passivatesSoonWithoutAPermitAndPublishesNoNumbers() throws Exception {
    try (var _ = fixture.withoutPlaceToRest()) {
      assertThat(apply(limitedHold("first", 3, 4), limitedHold("second", 2, 4)))
          .containsExactly(granted(), refused(QuotaRefusal.TAKEN_FOR_NOW, 1));
      assertThat(fixture.passUntilTold(Limits.SHORT_LIVED_IDLE, shard))
          .isEqualTo(EntityFixture.PASSIVATE);
    }
    news.expectNoMessage(Duration.ZERO);
    fixture.stop(quota);
    quota = start();
    assertThat(explain().held()).isEqualTo(3);
  }

  @Test
  void withAnOpenHoldRestsUntilItsOrderTellsTheEnd() {
    int places = fixture.placesToRest();
    apply(limitedHold("first", 3, 4));
    awaitPlaces(places - 1);
    fixture.pass(Limits.SHORT_LIVED_IDLE.multipliedBy(10));
    explain();
    shard.expectNoMessage(Duration.ZERO);
    assertThat(fixture.placesToRest()).isEqualTo(places);
    apply(release("first"));
    assertThat(fixture.passUntilTold(Limits.SHORT_LIVED_IDLE, shard))
        .isEqualTo(EntityFixture.PASSIVATE);
    assertThat(fixture.placesToRest()).isEqualTo(places);
  }

  @Test
  void anEndDuringTheResidencyReturnsThePermit() {
    int places = fixture.placesToRest();
    apply(limitedHold("first", 3, 4));
    awaitPlaces(places - 1);
    fixture.stop(quota);
    assertThat(fixture.placesToRest()).isEqualTo(places);
  }

  @Test
  void asksTheOrderLaterThanASharedQuotaDoes() {
    apply(limitedHold("first", 3, 4));
    fixture.passUntil(at("10:15").plus(Limits.EXPIRY_MARGIN));
    explain();
    owners.expectNoMessage(Duration.ZERO);
    fixture.pass(Limits.PERSONAL_EXPIRY_DELAY);
    assertThat(owners.receiveMessage()).isEqualTo(owner("first"));
  }

  private void awaitPlaces(int places) {
    await()
        .untilAsserted(
            () -> {
              fixture.pass(Limits.SHORT_LIVED_IDLE);
              assertThat(fixture.placesToRest()).isEqualTo(places);
            });
  }

  private ActorRef<QuotaEntity.Message> start() {
    TestProbe<HoldId> asked = owners;
    HoldResolver port = (question, replyTo) -> asked.ref().tell(question.hold());
    return fixture.start(
        id.value(),
        QuotaEntity.kind(id),
        shard,
        self -> new QuotaEntity(id, self, port, news.ref()::tell, NodeEpochs.NONE));
  }

  private List<QuotaAnswer> apply(QuotaRequest... requests) {
    return fixture
        .<QuotaEntity.Message, QuotaEntity.BatchAnswered>ask(
            quota,
            asker -> new QuotaEntity.ApplyBatch(List.of(requests), 1, OptionalLong.empty(), asker))
        .answers();
  }

  private QuotaView explain() {
    return fixture
        .<QuotaEntity.Message, QuotaEntity.Explained>ask(quota, QuotaEntity.Explain::new)
        .view()
        .orElseThrow();
  }
}
