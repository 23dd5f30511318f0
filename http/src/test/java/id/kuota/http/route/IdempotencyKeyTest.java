package id.kuota.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.problem.Checked;
import id.kuota.http.problem.Problem;
import id.kuota.http.problem.ProblemCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdempotencyKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "\"1\"",
        "my-first-order",
        "123456789012345",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "\"00000000-0000-0000-0000-000000000000\"",
        "abababababababababab",
        "\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\""
      })
  void aKeyThatCanBeGuessedIsRefused(String header) {
    Problem problem = problem(header);
    assertThat(problem.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_GUESSABLE);
    assertThat(problem.detail()).contains("16").contains("UUID");
    assertThat(problem.faults().getFirst().header()).isEqualTo(IdempotencyKey.HEADER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcdefghijklmnop", "\"abcdefghijklmnop\"", "order-1700000000000"})
  void sixteenDifferentEnoughCharactersAreAKey(String header) {
    assertThat(IdempotencyKey.of(header)).isInstanceOf(Checked.Valid.class);
  }

  @Test
  void everyUuidIsAKey() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(IdempotencyKey.of(UUID.randomUUID().toString())).isInstanceOf(Checked.Valid.class);
    }
  }

  private static Problem problem(String header) {
    return switch (IdempotencyKey.of(header)) {
      case Checked.Invalid<IdempotencyKey>(var problem) -> problem;
      case Checked.Valid<IdempotencyKey>(var key) -> throw new AssertionError("is a key: " + key);
    };
  }
}
