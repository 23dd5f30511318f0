package id.kuota.http.payment.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RupiahTest {

  @ParameterizedTest
  @CsvSource({
    "0,          IDR, Rp0",
    "999,        IDR, Rp999",
    "4800000,    IDR, Rp4.800.000",
    "1000000000, IDR, Rp1.000.000.000",
    "1500,       USD, USD 1.500",
  })
  void writesAmountsAsPeopleDo(long amount, String currency, String text) {
    assertThat(Rupiah.format(amount, currency)).isEqualTo(text);
  }
}
