package id.kuota.http.payment.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SigningTest {

  @Test
  void signsTheValuesAsMidtransDoes() {
    var signing = new Signing("askvnoibnosifnboseofinbofinfgbiufglnbfg");

    assertThat(signing.ofValues("1111", "200", "100000.00"))
        .isEqualTo(
            "edc076b21793ebe3e17926350f5b8ae67d902fe657b3d0aa31b932d5c127e237"
                + "5d308a2bc94f3265ac2d80a1f181a79b997ac178a236fcff35af263fc4d4c231");
  }

  /** RFC 4231, test case 2. */
  @Test
  void signsTheBodyWithHmacSha256() {
    var signing = new Signing("Jefe");

    assertThat(signing.ofBody("what do ya want for nothing?".getBytes(UTF_8)))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
}
