package id.kuota.http.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.problem.Validated;
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
    assertThat(IdempotencyKey.of(header)).isInstanceOf(Validated.Valid.class);
  }

  @Test
  void everyUuidIsAKey() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(IdempotencyKey.of(UUID.randomUUID().toString()))
          .isInstanceOf(Validated.Valid.class);
    }
  }

  private static Problem problem(String header) {
    return switch (IdempotencyKey.of(header)) {
      case Validated.Invalid<IdempotencyKey>(var problem) -> problem;
      case Validated.Valid<IdempotencyKey>(var key) -> throw new AssertionError("is a key: " + key);
    };
  }
}
