package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.QUOTA;
import static id.kuota.engine.quota.QuotaFixtures.hold;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

final class QuotaLaneTest {

  private static final long WAIT_MAX = Limits.QUOTA_WAIT_MAX.toNanos();

  private final TestInbox<QuotaReply> asker = TestInbox.create();
  private final QuotaLane lane = new QuotaLane();

  @Test
  void startsIdleAndEmpty() {
    assertThat(lane.isIdle()).isTrue();
    assertThat(lane.isEmpty()).isTrue();
    assertThat(lane.endBatch()).isEmpty();
  }

  @Test
  void aBatchTakesWhatWaitsInItsOrder() {
    offer(1, 2, 3);
    assertThat(tags(lane.startBatch(7, 0))).containsExactly(1L, 2L, 3L);
    assertThat(lane.batchNumber()).isEqualTo(7);
    assertThat(lane.isIdle()).isFalse();
    offer(4);
    assertThat(tags(lane.endBatch())).containsExactly(1L, 2L, 3L);
    assertThat(lane.isIdle()).isTrue();
    assertThat(lane.isEmpty()).isFalse();
    assertThat(tags(lane.startBatch(8, 0))).containsExactly(4L);
  }

  @Test
  void aBatchHasItsLargestSizeAndTheRestWaits() {
    for (int i = 0; i <= Limits.QUOTA_BATCH_MAX; i++) {
      offer(i);
    }
    assertThat(lane.startBatch(1, 0)).hasSize(Limits.QUOTA_BATCH_MAX);
    lane.endBatch();
    assertThat(tags(lane.startBatch(2, 0))).containsExactly((long) Limits.QUOTA_BATCH_MAX);
  }

  @Test
  void aFullLineTakesNoRequest() {
    for (int i = 0; i < Limits.QUOTA_WAITING_MAX; i++) {
      assertThat(lane.offer(submit(i), 0)).isTrue();
    }
    assertThat(lane.offer(submit(0), 0)).isFalse();
    lane.startBatch(1, 0);
    assertThat(lane.offer(submit(0), 0)).isTrue();
  }

  @Test
  void requestsThatWaitedTooLongAreRemoved() {
    long start = Long.MAX_VALUE - 3; // Nano time may wrap.
    lane.offer(submit(1), start);
    lane.offer(submit(2), start + 1);
    lane.offer(submit(3), start + 2);
    assertThat(lane.takeOverdue(start + WAIT_MAX)).isEmpty();
    assertThat(tags(lane.takeOverdue(start + WAIT_MAX + 2))).containsExactly(1L, 2L);
    assertThat(tags(lane.startBatch(1, 0))).containsExactly(3L);
  }

  @Test
  void afterABatchOfManyAsManyAreExpectedForAPartOfItsTime() {
    offer(1, 2, 3);
    lane.startBatch(1, 0);
    lane.endBatch();
    long flight = 400_000;
    long end = flight + flight / Limits.QUOTA_GATHER_PART;
    lane.beginGathering(flight);
    assertThat(lane.isGathering()).isTrue();
    offer(4, 5);
    assertThat(lane.expectsMore(end - 1)).isTrue();
    assertThat(lane.expectsMore(end)).as("a later request is late").isFalse();
    offer(6);
    assertThat(lane.expectsMore(flight)).as("all are there").isFalse();
    lane.startBatch(2, end);
    assertThat(lane.isGathering()).isFalse();
  }

  @Test
  void theLingerIsBoundedHoweverLongABatchTook() {
    offer(1, 2);
    lane.startBatch(1, 0);
    lane.endBatch();
    long minute = 60_000_000_000L;
    lane.beginGathering(minute);
    assertThat(lane.expectsMore(minute + Limits.QUOTA_GATHER_MAX.toNanos() - 1)).isTrue();
    assertThat(lane.expectsMore(minute + Limits.QUOTA_GATHER_MAX.toNanos())).isFalse();
  }

  @Test
  void afterABatchOfOneThereIsNoLinger() {
    offer(1);
    lane.startBatch(1, 0);
    lane.endBatch();
    lane.beginGathering(1_000_000);
    assertThat(lane.expectsMore(1_000_000)).isFalse();
  }

  private void offer(long... tags) {
    for (long tag : tags) {
      assertThat(lane.offer(submit(tag), 0)).isTrue();
    }
  }

  private QuotaBatcher.Submit submit(long tag) {
    return new QuotaBatcher.Submit(QUOTA, hold("ani", 1), tag, asker.getRef()::tell);
  }

  private static List<Long> tags(List<QuotaBatcher.Submit> submits) {
    return submits.stream().map(QuotaBatcher.Submit::tag).toList();
  }
}
