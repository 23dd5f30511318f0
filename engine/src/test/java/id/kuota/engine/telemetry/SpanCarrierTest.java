package id.kuota.engine.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SpanCarrierTest {

  private record Message(int number) {}

  @Test
  void aMessageKeepsItsSpanUntilItIsReceived() {
    Message one = new Message(1);
    Message equal = new Message(1);
    Span span = span();

    span.run(() -> SpanCarrier.carry(one));

    assertThat(SpanCarrier.take(equal).isForRequest()).isFalse();
    assertThat(SpanCarrier.take(one)).isSameAs(span);
    assertThat(SpanCarrier.take(one).isForRequest()).isFalse();
  }

  @Test
  void lostMessagesDoNotKeepTheirPlaces() {
    for (int i = 0; i < 200_000; i++) SpanCarrier.carry(new Message(i), span());
    Message[] sent = new Message[1_000];
    Span span = span();
    for (int i = 0; i < sent.length; i++) sent[i] = SpanCarrier.carry(new Message(i), span);

    for (Message message : sent) assertThat(SpanCarrier.take(message)).isSameAs(span);
  }

  @Test
  void whatFollowsOnAStageWorksForTheSpanThatWaits() {
    var answer = new CompletableFuture<String>();
    var seen = new AtomicReference<Span>();
    Span span = span();

    span.run(() -> Span.across(answer).thenAccept(_ -> seen.set(Span.current())));
    answer.complete("late, and of no request");

    assertThat(seen.get()).isSameAs(span);
    assertThat(Span.current().isForRequest()).isFalse();
  }

  private static Span span() {
    return Span.unrecorded(new CallContext(List.of(), Instant.MAX, Criticality.DEFAULT));
  }
}
