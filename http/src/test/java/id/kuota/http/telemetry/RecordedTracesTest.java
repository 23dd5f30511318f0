package id.kuota.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.LoggingEvent;
import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.Criticality;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.TraceContext;
import id.kuota.engine.telemetry.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecordedTracesTest {

  private static final CallContext CALL =
      new CallContext(List.of(), Instant.EPOCH.plusSeconds(20), Criticality.DEFAULT);
  private static final TraceContext CALLER = new TraceContext(1, 2, 3, true);

  private final List<FinishedSpan> finished = new ArrayList<>();

  @Test
  void aTenthOfTheRequestsIsSampled() {
    Traces traces = new RecordedTraces(0.1, new Random(15)::nextDouble, finished::add);

    for (int i = 0; i < 10_000; i++) begin(traces).end();

    assertThat(finished.size()).isBetween(900, 1_100);
  }

  @Test
  void theCallersDecisionIsObeyed() {
    Span wanted = traces(0).begin("a request", Optional.of(CALLER), CALL);
    wanted.end();

    assertThat(finished).hasSize(1);
    assertThat(finished.getFirst().parent()).isEqualTo(3);
    assertThat(wanted.context().traces().getFirst().isOfTraceOf(CALLER)).isTrue();

    var unwanted = new TraceContext(1, 2, 3, false);
    traces(1).begin("a request", Optional.of(unwanted), CALL).end();

    assertThat(finished).hasSize(1);
  }

  @Test
  void ofARequestThatIsNotSampledAllIsKeptOrNothing() {
    Span quick = begin(traces(0));
    quick.child("a part").end();
    quick.end();
    assertThat(finished).isEmpty();
    assertThat(quick.isRecorded()).isFalse();
    assertThat(quick.child("too late").isRecorded()).isFalse();

    Span failing = begin(traces(0));
    failing.child("a part").end();
    failing.keep();
    failing.end();
    Span late = failing.child("what comes later");
    late.end();

    assertThat(finished)
        .extracting(FinishedSpan::name)
        .containsExactly("a part", "a request", "what comes later");
    assertThat(finished).allMatch(span -> !span.context().sampled());
  }

  @Test
  void whatWaitsIsBounded() {
    Span request = begin(traces(0));
    for (int i = 0; i < 1_000; i++) request.child("a part").end();
    for (int i = 0; i < 100; i++) request.with("key" + i, i);

    request.keep();
    request.end();

    assertThat(finished).hasSize(LocalTrace.WAITING_MAX + 1);
    assertThat(finished.getLast().attributes()).hasSize(RecordedSpan.ATTRIBUTES_MAX);
  }

  @Test
  void aBatchIsAPartOfEachOfItsRequests() {
    Span one = begin(traces(1));
    Span other = begin(traces(1));
    Span batch = Traces.shared("batch", List.of(one, Span.none(), other));
    CallContext travelled = batch.context();
    traces(1).arrived(travelled).child("on the other node").end();
    batch.end();

    assertThat(finished).hasSize(4);
    for (Span request : List.of(one, other)) {
      List<FinishedSpan> own =
          finished.stream().filter(span -> traceOf(span).equals(request.traceId())).toList();
      assertThat(own).extracting(FinishedSpan::name).containsExactly("on the other node", "batch");
      assertThat(own.getFirst().parent()).isEqualTo(own.getLast().context().span());
      assertThat(own.getLast().parent()).isEqualTo(request.context().traces().getFirst().span());
      assertThat(own.getLast().links()).hasSize(1).noneMatch(own.getLast().context()::isOfTraceOf);
      assertThat(own.getLast().attributes()).containsEntry("batch.size", 3L);
    }
  }

  @Test
  void anotherNodeRecordsWhatIsSampled() {
    Span request = begin(traces(0));

    assertThat(traces(1).arrived(request.context()).isRecorded()).isFalse();
    assertThat(traces(1).arrived(request.context()).traceId()).isEqualTo(request.traceId());
  }

  @Test
  void theRingHasTheLatest() {
    var slow = new SlowRequests(Duration.ofSeconds(1));
    for (int i = 0; i < 3 * SlowRequests.MAX + 7; i++) {
      slow.add(new SlowRequest("trace", "GET", "/", i, Duration.ofSeconds(2), Instant.EPOCH, null));
    }

    assertThat(slow.latest()).hasSize(SlowRequests.MAX);
    assertThat(slow.latest().getFirst().status()).isEqualTo(3 * SlowRequests.MAX + 6);
    assertThat(slow.latest().getLast().status()).isEqualTo(2 * SlowRequests.MAX + 7);
    assertThat(slow.takes(201, Duration.ofMillis(999))).isFalse();
    assertThat(slow.takes(201, Duration.ofSeconds(1))).isTrue();
    assertThat(slow.takes(503, Duration.ZERO)).isTrue();
    assertThat(slow.takes(409, Duration.ZERO)).isFalse();
  }

  @Test
  void aLineOfTheLogNamesTheTraceOfItsThread() {
    Span request = begin(traces(0));
    var converter = new TraceConverter();

    assertThat(request.call(() -> converter.convert(new LoggingEvent())))
        .isEqualTo(" trace=" + request.traceId());
    assertThat(converter.convert(new LoggingEvent())).isEmpty();
  }

  private Traces traces(double sample) {
    return new RecordedTraces(sample, () -> 0.5, finished::add);
  }

  private static Span begin(Traces traces) {
    return traces.begin("a request", Optional.empty(), CALL);
  }

  private static String traceOf(FinishedSpan span) {
    return span.context().traceId();
  }
}
