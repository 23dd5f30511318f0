package id.kuota.http.payment;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.payment.CreateOutcome;
import id.kuota.http.testing.EdgeClient;
import java.util.concurrent.CompletionStage;

/** What tests want to know of an answer. */
public final class Answers {

  private Answers() {}

  /** Where a gateway that has begun an attempt sends the buyer. */
  public static String redirectUrl(CompletionStage<CreateOutcome> created) {
    return switch (created.toCompletableFuture().join()) {
      case CreateOutcome.Created(var instruction) -> instruction.redirectUrl();
      case CreateOutcome.Refused(var why) -> throw new AssertionError("refused: " + why);
    };
  }

  public static void assertProblem(EdgeClient.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.code()).isEqualTo(code);
  }
}
