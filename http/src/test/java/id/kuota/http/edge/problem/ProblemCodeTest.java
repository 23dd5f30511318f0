package id.kuota.http.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProblemCodeTest {

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void aCodeIsFoundByItsNameOnTheWire(ProblemCode code) {
    assertThat(code.code()).matches("[a-z][a-z_]*[a-z]");
    assertThat(ProblemCode.of(code.code())).contains(code);
    assertThat(code.page()).isEqualTo("/problems/" + code.code());
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void aProblemIsAClientsOrAServersAndItsTitleIsOneSentence(ProblemCode code) {
    assertThat(code.status()).isBetween(400, 599);
    assertThat(code.title()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(70);
  }
}
