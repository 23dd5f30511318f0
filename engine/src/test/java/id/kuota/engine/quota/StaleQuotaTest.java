package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.granted;
import static id.kuota.engine.quota.QuotaFixtures.hold;
import static id.kuota.engine.quota.QuotaFixtures.open;
import static id.kuota.engine.quota.QuotaFixtures.owner;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Moment;
import id.kuota.engine.entity.NodeEpochs;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A quota that was read from the journal before another incarnation wrote. It cannot grant what is
 * gone, for its write would conflict; but what it does not know it does not ask about.
 */
final class StaleQuotaTest {

  private static final QuotaId ID = QuotaId.shared("coldplay", "stale");
  private static final Duration DOUBT = Limits.WAKE_INTERVAL.multipliedBy(2).plusMillis(1);

  private final EntityFixture fixture = new EntityFixture("stale-quota");
  private final TestProbe<HoldId> owners = fixture.kit.createTestProbe();
  private final TestProbe<Object> shard = fixture.kit.createTestProbe();

  @AfterEach
  void shutDown() {
    fixture.close();
  }

  @Test
  void wokenForHoldsThatItDoesNotKnowPassivatesAndAsksAboutThemWhenItIsReadAgain() {
    fixture.clock.set(Moment.at("10:00"));
    ActorRef<QuotaEntity.Message> other = start();
    apply(other, open(9));
    ActorRef<QuotaEntity.Message> stale = start();
    assertThat(held(stale)).isZero();
    assertThat(apply(other, hold("ani", 2))).containsExactly(granted());
    fixture.stop(other);

    stale.tell(new QuotaEntity.Wake());
    assertThat(held(stale)).isZero();
    shard.expectNoMessage(Duration.ZERO); // The read model may lag.

    fixture.clock.set(Moment.at("10:00").plus(DOUBT));
    stale.tell(new QuotaEntity.Wake());
    assertThat(shard.receiveMessage()).isEqualTo(EntityFixture.PASSIVATE);

    fixture.stop(stale);
    ActorRef<QuotaEntity.Message> fresh = start();
    assertThat(held(fresh)).isEqualTo(2);
    fixture.passUntil(Moment.at("10:15").plus(Limits.EXPIRY_MARGIN));
    assertThat(owners.receiveMessage()).isEqualTo(owner("ani"));
  }

  @Test
  void wokenForHoldsThatItKnowsStays() {
    fixture.clock.set(Moment.at("10:00"));
    ActorRef<QuotaEntity.Message> quota = start();
    apply(quota, open(9), hold("ani", 2));
    fixture.clock.set(Moment.at("10:00").plus(DOUBT));
    quota.tell(new QuotaEntity.Wake());
    assertThat(held(quota)).isEqualTo(2);
    shard.expectNoMessage(Duration.ZERO);
  }

  private ActorRef<QuotaEntity.Message> start() {
    HoldResolver port = (question, replyTo) -> owners.ref().tell(question.hold());
    return fixture.start(
        ID.value(),
        QuotaEntity.kind(ID),
        shard,
        self -> new QuotaEntity(ID, self, port, availability -> {}, NodeEpochs.NONE));
  }

  private long held(ActorRef<QuotaEntity.Message> quota) {
    return fixture
        .<QuotaEntity.Message, QuotaEntity.Explained>ask(quota, QuotaEntity.Explain::new)
        .view()
        .orElseThrow()
        .held();
  }

  private List<QuotaAnswer> apply(ActorRef<QuotaEntity.Message> quota, QuotaRequest... requests) {
    return fixture
        .<QuotaEntity.Message, QuotaEntity.BatchAnswered>ask(
            quota,
            asker -> new QuotaEntity.ApplyBatch(List.of(requests), 1, OptionalLong.empty(), asker))
        .answers();
  }
}
