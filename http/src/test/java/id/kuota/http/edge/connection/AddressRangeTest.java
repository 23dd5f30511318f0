package id.kuota.http.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "192.168.0.0/22, 192.168.3.255, true",
    "192.168.0.0/22, 192.168.4.0, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "127.0.0.0/8, ::ffff:127.0.0.1, true",
  })
  void aRangeHasTheAddressesWithItsFirstBits(String range, String address, boolean isIn) {
    assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(isIn);
  }

  @Test
  void rangesStandWithCommasBetween() {
    assertThat(AddressRange.parseAll(" 10.0.0.0/8 , ::1,")).hasSize(2);
    assertThat(AddressRange.parseAll("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/", "/8"})
  void whatIsNoRangeIsRefusedAndNoNameIsLookedUp(String text) {
    assertThatThrownBy(() -> AddressRange.parseAll(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
