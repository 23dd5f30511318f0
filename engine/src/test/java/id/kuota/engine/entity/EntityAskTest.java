package id.kuota.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions without an answer are asked again, and only those. */
final class EntityAskTest {

  private record Question(String words, ActorRef<String> replyTo) {}

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<Question> entity = kit.createTestProbe();
  private final AtomicLong nanos = new AtomicLong();
  private final EntityAsk asks = new EntityAsk(kit.system(), nanos::get);

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void whatHasNoAnswerIsAskedAgain() {
    CompletableFuture<String> answer = ask("repeatable");
    Question first = entity.receiveMessage();
    asks.repeatInFlight();
    Question again = entity.receiveMessage();
    assertThat(again).isEqualTo(first);
    again.replyTo().tell("yes");
    assertThat(answer.join()).isEqualTo("yes");
  }

  @Test
  void whatIsOverdueIsLookedAtAgainWithLongerPauses() {
    CompletableFuture<String> answer = look("repeatable");
    Question first = entity.receiveMessage();
    asks.repeatOverdue();
    entity.expectNoMessage(Duration.ofMillis(50));
    nanos.addAndGet(Limits.RETRANSMISSION_MAX.toNanos());
    asks.repeatOverdue();
    asks.repeatOverdue();
    assertThat(entity.receiveMessage()).isEqualTo(first);
    entity.expectNoMessage(Duration.ofMillis(50));
    first.replyTo().tell("yes");
    assertThat(answer.join()).isEqualTo("yes");
  }

  @Test
  void whatIsOverdueAndNoLookIsNotAskedAgain() {
    CompletableFuture<String> answer = ask("place");
    entity.receiveMessage();
    nanos.addAndGet(Limits.RETRANSMISSION_MAX.toNanos());
    asks.repeatOverdue();
    entity.expectNoMessage(Duration.ofMillis(50));
    assertThat(answer).isNotDone();
  }

  @Test
  void aChangeIsAskedAgainAndItsAnswerConfirmed() {
    CompletableFuture<String> answer = change("place");
    Question first = entity.receiveMessage();
    nanos.addAndGet(Limits.RETRANSMISSION_MAX.toNanos());
    asks.repeatOverdue();
    assertThat(entity.receiveMessage()).isEqualTo(first);
    first.replyTo().tell("refused");
    assertThat(answer.join()).isEqualTo("refused, confirmed");
  }

  @Test
  void aChangeThatWasAskedOnceNeedsNoConfirmation() {
    CompletableFuture<String> answer = change("place");
    entity.receiveMessage().replyTo().tell("refused");
    assertThat(answer.join()).isEqualTo("refused");
  }

  @Test
  void fastAnswersMakeItImpatient() {
    CompletableFuture<String> fast = look("fast");
    entity.receiveMessage().replyTo().tell("yes");
    fast.join();
    CompletableFuture<String> answer = look("lost");
    Question lost = entity.receiveMessage();
    nanos.addAndGet(Limits.RETRANSMISSION_MIN.toNanos());
    asks.repeatOverdue();
    assertThat(entity.receiveMessage()).isEqualTo(lost);
    assertThat(answer).isNotDone();
  }

  @Test
  void whatWasAnsweredIsNot() {
    CompletableFuture<String> answer = ask("repeatable");
    entity.receiveMessage().replyTo().tell("yes");
    answer.join();
    asks.repeatInFlight();
    entity.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void whatMustNotBeRepeatedIsNot() {
    asks.<Question, String>ask(entity.ref(), replyTo -> new Question("once", replyTo));
    entity.receiveMessage();
    asks.repeatInFlight();
    entity.expectNoMessage(Duration.ofMillis(50));
  }

  private CompletableFuture<String> look(String words) {
    return asks.<Question, String>look(entity.ref(), replyTo -> new Question(words, replyTo))
        .toCompletableFuture();
  }

  private CompletableFuture<String> change(String words) {
    return asks.<Question, String>askUntilAnswered(
            entity.ref(),
            replyTo -> new Question(words, replyTo),
            said -> CompletableFuture.completedFuture(said + ", confirmed"))
        .toCompletableFuture();
  }

  private CompletableFuture<String> ask(String words) {
    return asks.<Question, String>askRepeatedly(
            entity.ref(), replyTo -> new Question(words, replyTo))
        .toCompletableFuture();
  }
}
