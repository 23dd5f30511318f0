package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.QUOTA;
import static id.kuota.engine.quota.QuotaFixtures.hold;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

final class QuotaQueueTest {

  private static final long WAIT_MAX = Limits.QUOTA_WAIT_MAX.toNanos();

  private final TestInbox<QuotaReply> asker = TestInbox.create();
  private final QuotaQueue queue = new QuotaQueue(QuotaMetrics.NONE);

  @Test
  void startsIdleAndEmpty() {
    assertThat(queue.isIdle()).isTrue();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.endBatch()).isEmpty();
  }

  @Test
  void aBatchTakesWhatWaitsInItsOrder() {
    offer(1, 2, 3);
    assertThat(tags(queue.startBatch(7, 0))).containsExactly(1L, 2L, 3L);
    assertThat(queue.batchNumber()).isEqualTo(7);
    assertThat(queue.isIdle()).isFalse();
    offer(4);
    assertThat(tags(queue.endBatch())).containsExactly(1L, 2L, 3L);
    assertThat(queue.isIdle()).isTrue();
    assertThat(queue.isEmpty()).isFalse();
    assertThat(tags(queue.startBatch(8, 0))).containsExactly(4L);
  }

  @Test
  void aBatchHasItsLargestSizeAndTheRestWaits() {
    for (int i = 0; i <= Limits.QUOTA_BATCH_MAX; i++) {
      offer(i);
    }
    assertThat(queue.startBatch(1, 0)).hasSize(Limits.QUOTA_BATCH_MAX);
    queue.endBatch();
    assertThat(tags(queue.startBatch(2, 0))).containsExactly((long) Limits.QUOTA_BATCH_MAX);
  }

  @Test
  void aFullLineTakesNobody() {
    for (int i = 0; i < Limits.QUOTA_WAITING_MAX; i++) {
      assertThat(queue.offer(submit(i), 0)).isTrue();
    }
    assertThat(queue.offer(submit(0), 0)).isFalse();
    queue.startBatch(1, 0);
    assertThat(queue.offer(submit(0), 0)).isTrue();
  }

  @Test
  void whoHasWaitedTooLongIsTakenOut() {
    long start = Long.MAX_VALUE - 3; // Nano time may wrap.
    queue.offer(submit(1), start);
    queue.offer(submit(2), start + 1);
    queue.offer(submit(3), start + 2);
    assertThat(queue.takeOverdue(start + WAIT_MAX)).isEmpty();
    assertThat(tags(queue.takeOverdue(start + WAIT_MAX + 2))).containsExactly(1L, 2L);
    assertThat(tags(queue.startBatch(1, 0))).containsExactly(3L);
  }

  @Test
  void afterABatchOfManyAsManyAreExpectedForAPartOfItsTime() {
    offer(1, 2, 3);
    queue.startBatch(1, 0);
    queue.endBatch();
    long flight = 400_000;
    long end = flight + flight / Limits.QUOTA_GATHER_PART;
    queue.beginGathering(flight);
    assertThat(queue.isGathering()).isTrue();
    offer(4, 5);
    assertThat(queue.expectsMore(end - 1)).isTrue();
    assertThat(queue.expectsMore(end)).as("a request after that is late").isFalse();
    offer(6);
    assertThat(queue.expectsMore(flight)).as("all are there").isFalse();
    queue.startBatch(2, end);
    assertThat(queue.isGathering()).isFalse();
  }

  @Test
  void howeverLongABatchTookNobodyIsAwaitedForLong() {
    offer(1, 2);
    queue.startBatch(1, 0);
    queue.endBatch();
    long minute = 60_000_000_000L;
    queue.beginGathering(minute);
    assertThat(queue.expectsMore(minute + Limits.QUOTA_GATHER_MAX.toNanos() - 1)).isTrue();
    assertThat(queue.expectsMore(minute + Limits.QUOTA_GATHER_MAX.toNanos())).isFalse();
  }

  @Test
  void afterABatchOfOneNobodyIsAwaited() {
    offer(1);
    queue.startBatch(1, 0);
    queue.endBatch();
    queue.beginGathering(1_000_000);
    assertThat(queue.expectsMore(1_000_000)).isFalse();
  }

  private void offer(long... tags) {
    for (long tag : tags) {
      assertThat(queue.offer(submit(tag), 0)).isTrue();
    }
  }

  private QuotaBatcher.Submit submit(long tag) {
    return new QuotaBatcher.Submit(QUOTA, hold("ani", 1), tag, asker.getRef()::tell);
  }

  private static List<Long> tags(List<QuotaBatcher.Submit> submits) {
    return submits.stream().map(QuotaBatcher.Submit::tag).toList();
  }
}
