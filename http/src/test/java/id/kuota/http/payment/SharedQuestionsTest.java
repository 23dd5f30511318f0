package id.kuota.http.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SharedQuestionsTest {

  private final SharedQuestions<String, Integer> questions = new SharedQuestions<>();
  private final List<CompletableFuture<Integer>> asked = new ArrayList<>();

  @Test
  void concurrentCallersShareTheNextRequest() {
    CompletableFuture<Integer> first = ask("a");
    CompletableFuture<Integer> second = ask("a");
    CompletableFuture<Integer> third = ask("a");
    assertThat(asked).hasSize(1);

    asked.get(0).complete(1);
    assertThat(first).isCompletedWithValue(1);
    assertThat(second).as("asked after the first was asked").isNotDone();
    assertThat(asked).hasSize(2);

    asked.get(1).complete(2);
    assertThat(second).isCompletedWithValue(2);
    assertThat(third).isCompletedWithValue(2);
    assertThat(asked).hasSize(2);
  }

  @Test
  void othersDoNotWait() {
    assertThat(List.of(ask("a"), ask("b"))).noneMatch(CompletableFuture::isDone);
    assertThat(asked).hasSize(2);
  }

  @Test
  void afterAFailureTheNextIsAsked() {
    CompletableFuture<Integer> first = ask("a");
    CompletableFuture<Integer> second = ask("a");

    asked.get(0).completeExceptionally(new IllegalStateException("down"));
    asked.get(1).complete(2);

    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedWithValue(2);
    assertThat(ask("a")).as("nothing is left behind").isNotDone();
    assertThat(asked).hasSize(3);
  }

  private CompletableFuture<Integer> ask(String about) {
    return questions
        .ask(
            about,
            () -> {
              var question = new CompletableFuture<Integer>();
              asked.add(question);
              return question;
            })
        .toCompletableFuture();
  }
}
