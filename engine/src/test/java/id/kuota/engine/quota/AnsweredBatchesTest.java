package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.RecordingTelemetry;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A batch that a quota has answered is not decided a second time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnsweredBatchesTest {

  private final EntityFixture fixture = new EntityFixture("answered-batches");
  private final TestProbe<QuotaEntity.BatchAnswered> batcher = fixture.kit.createTestProbe();

  private final RecordingTelemetry telemetry = new RecordingTelemetry();

  @AfterAll
  void shutDown() {
    fixture.close();
  }

  @Test
  void whatIsSentAgainGetsItsFirstAnswer() {
    ActorRef<QuotaEntity.Message> quota =
        fixture.start(
            QUOTA.value(),
            QuotaEntity.kind(QUOTA),
            fixture.kit.createTestProbe(),
            self ->
                new QuotaEntity(
                    QUOTA,
                    self,
                    (_, _) -> {},
                    _ -> {},
                    new FakeEpochs(1),
                    new QuotaMetrics(telemetry)));
    quota.tell(batch(1, open(1), hold("ani", 1)));
    batcher.receiveMessage();
    quota.tell(batch(2, hold("budi", 1)));
    QuotaEntity.BatchAnswered refused = batcher.receiveMessage();
    assertThat(refused.answers()).containsExactly(refused(QuotaRefusal.TAKEN_FOR_NOW, 0));
    TestProbe<QuotaEntity.BatchAnswered> other = fixture.kit.createTestProbe();
    quota.tell(
        new QuotaEntity.ApplyBatch(List.of(release("ani")), 3, OptionalLong.empty(), other.ref()));
    other.receiveMessage();

    quota.tell(batch(1, hold("ani", 1))); // Its batcher waits for a later one.
    quota.tell(batch(2, hold("budi", 1)));
    assertThat(batcher.receiveMessage()).isEqualTo(refused);
    quota.tell(batch(4, hold("budi", 1)));
    assertThat(batcher.receiveMessage().answers()).containsExactly(granted());
    assertThat(telemetry.count(Metric.HOLDS, "granted")).isEqualTo(2);
    assertThat(telemetry.count(Metric.HOLDS, "refused")).as("decided once").isOne();
    assertThat(telemetry.count(Metric.HOLDS, "released")).isOne();
    fixture.stop(quota);
  }

  private QuotaEntity.ApplyBatch batch(long number, QuotaRequest... requests) {
    return new QuotaEntity.ApplyBatch(
        List.of(requests), number, OptionalLong.empty(), batcher.ref());
  }
}
