package id.kuota.http.payment.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentLinkTest {

  private static final URI NOTIFICATIONS = URI.create("http://127.0.0.1:1/nobody");
  private static final FakePayment PAYMENT =
      new FakePayment(
          "pay_00000000000000000000000000",
          "ord_00000000000000000000000000000000",
          "virtual_account",
          9_600_000,
          "IDR",
          Instant.parse("2026-11-21T05:00:00.123Z"),
          NOTIFICATIONS);

  private final PaymentLink links =
      new PaymentLink(new Signing("the key of the tests"), NOTIFICATIONS);

  @Test
  void carriesThePayment() {
    assertThat(links.read(links.write(PAYMENT))).contains(PAYMENT);
  }

  @Test
  void isOneSegmentOfAnAddress() {
    assertThat(links.write(PAYMENT)).matches("[A-Za-z0-9_~]+");
  }

  @Test
  void anyChangedLetterIsNoticed() {
    String link = links.write(PAYMENT);
    for (int i = 0; i < link.length(); i++) {
      char other = link.charAt(i) == '0' ? '1' : '0';
      String changed = link.substring(0, i) + other + link.substring(i + 1);
      assertThat(links.read(changed)).as(changed).isEmpty();
    }
  }

  @Test
  void anotherKeyDoesNotFit() {
    var other = new PaymentLink(new Signing("another key"), NOTIFICATIONS);

    assertThat(links.read(other.write(PAYMENT))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "~~~~~~", "pay_1", "../../etc/passwd", "%00", "a~b~c~d~e~f~g"})
  void rubbishIsNoLink(String link) {
    assertThat(links.read(link)).isEmpty();
  }
}
