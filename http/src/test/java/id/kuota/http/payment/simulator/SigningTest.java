package id.kuota.http.payment.simulator;

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
}
