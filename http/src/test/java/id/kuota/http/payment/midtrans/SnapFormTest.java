package id.kuota.http.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SnapFormTest {

  private static final Instant NOON = Instant.parse("2026-11-21T05:00:00Z");

  @Test
  void saysWhatSnapNeeds() {
    var request =
        new PaymentRequest(
            new PaymentId("pay_00000000000000000000000000"),
            "ord_1",
            "qris",
            150_000,
            "IDR",
            NOON.plusSeconds(900));

    assertThat(SnapForm.of(request, NOON))
        .hasToString(
            """
            {"transaction_details":{"order_id":"pay_00000000000000000000000000",\
            "gross_amount":150000},"enabled_payments":["other_qris"],\
            "credit_card":{"secure":true},\
            "expiry":{"start_time":"2026-11-21 12:00:00 +0700","unit":"minute","duration":13},\
            "page_expiry":{"unit":"minute","duration":13},"custom_field1":"ord_1"}""");
  }

  /** Midtrans tells an expiry up to 90 seconds late: by then the hold must not be over. */
  @ParameterizedTest
  @CsvSource({"900, 13", "600, 8", "160, 1", "219, 1", "220, 2", "100, 1", "1, 1", "-5, 1"})
  void endsBeforeTheHoldDoes(long heldFor, long minutes) {
    assertThat(SnapForm.minutes(NOON.plusSeconds(heldFor), NOON)).isEqualTo(minutes);
  }
}
