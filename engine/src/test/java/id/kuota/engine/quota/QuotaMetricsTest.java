package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.RecordingTelemetry;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class QuotaMetricsTest {

  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final QuotaMetrics metrics = new QuotaMetrics(telemetry);
  private QuotaState quota = new QuotaState.Unopened();

  @Test
  void eachHoldCountsOnceHoweverManyUnitsItHas() {
    decide("10:00", open(9), hold("ani", 4), hold("budi", 2), hold("citra", 3));
    decide("10:01", hold("ani", 4), hold("dewi", 1), settle("ani"), release("budi"));
    decide("10:02", settle("ani"), giveBack("ani", 2));

    assertThat(holds("granted", "refused", "settled", "released", "expired", "returned"))
        .containsExactly(3L, 1L, 1L, 1L, 0L, 1L);
  }

  @Test
  void aHoldThatIsReleasedFromItsDeadlineOnHasExpired() {
    decide("10:00", open(9), hold("ani", 1, 1, "10:15"), hold("budi", 1, 1, "10:16"));
    decide("10:15", release("ani"), release("budi"));

    assertThat(holds("released", "expired")).containsExactly(1L, 1L);
  }

  @Test
  void grantedLessEndedIsWhatIsOpenAlsoAfterChanges() {
    decide("10:00", open(9), hold("ani", 1, 2, "10:15"), hold("budi", 1, 2, "10:15"));
    decide("10:01", hold("ani", 2, 3, "10:15"), hold("citra", 2), release("citra"));
    decide("10:02", hold("ani", 3, 1, "10:15"), settle("budi"), hold("budi", 1));
    decide("10:15", release("budi"));

    List<Long> counts = holds("granted", "settled", "released", "expired");
    assertThat(counts).containsExactly(4L, 1L, 1L, 1L);
    assertThat(((QuotaState.Counting) quota).holds().size()).isEqualTo(1);
  }

  @Test
  void aRefusalForAnotherReasonThanWantOfUnitsIsNoHold() {
    decide("10:00", hold("ani", 1), open(9), hold("budi", 1, 1, "10:00"));

    assertThat(holds("granted", "refused")).containsExactly(0L, 0L);
  }

  @Test
  void aBatchIsMeasuredWhenItIsSentAndIsInFlightUntilItEnds() {
    var queue = new QuotaQueue(metrics.of(QUOTA));
    queue.offer(submit(QUOTA), 1_000);
    queue.offer(submit(QUOTA), 4_000);
    queue.startBatch(1, 5_000);
    queue.offer(submit(QUOTA), 6_000);

    assertThat(telemetry.values(Metric.QUOTA_BATCH_SIZE)).containsExactly(2L);
    assertThat(telemetry.values(Metric.QUOTA_BATCH_WAIT)).containsExactly(4_000L);
    assertThat(inFlight()).isOne();

    queue.endBatch();
    queue.startBatch(2, 6_500);
    queue.takeAll();
    queue.endBatch();

    assertThat(telemetry.values(Metric.QUOTA_BATCH_SIZE)).containsExactly(2L, 1L);
    assertThat(telemetry.values(Metric.QUOTA_BATCH_WAIT)).containsExactly(4_000L, 500L);
    assertThat(inFlight()).isZero();
  }

  @Test
  void theQuotasOfSingleBuyersAreLeftOut() {
    QuotaId personal = QuotaId.personal("coldplay", "ani");
    var queue = new QuotaQueue(metrics.of(personal));
    queue.offer(submit(personal), 0);
    queue.startBatch(1, 0);

    assertThat(telemetry.values(Metric.QUOTA_BATCH_SIZE)).isEmpty();
    assertThat(inFlight()).isZero();
  }

  private void decide(String time, QuotaRequest... requests) {
    Quota.Walk walk = Quota.walk(quota, List.of(requests), OptionalLong.empty(), at(time));
    metrics.decided(quota, walk.decision(), at(time));
    quota = walk.next();
  }

  private List<Long> holds(String... outcomes) {
    return Stream.of(outcomes).map(outcome -> telemetry.count(Metric.HOLDS, outcome)).toList();
  }

  private double inFlight() {
    return telemetry.gauge(Metric.QUOTA_BATCHES_IN_FLIGHT);
  }

  private static QuotaBatcher.Submit submit(QuotaId quota) {
    return new QuotaBatcher.Submit(quota, hold("ani", 1), 1, _ -> {});
  }
}
