package id.kuota.http.payment;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.testing.EdgeClient.Answer;

/** What tests want to know of an answer. */
public final class Answers {

  private Answers() {}

  public static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.code()).isEqualTo(code);
  }
}
