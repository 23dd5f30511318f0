package id.kuota.engine.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Base45Test {

  /** The examples of RFC 9285, 4.3 and 4.4. */
  @ParameterizedTest
  @CsvSource({"AB,BB8", "Hello!!,%69 VD92EX0", "base-45,UJCLQE7W581", "ietf!,QED8WEX0"})
  void isThatOfTheStandard(String text, String encoded) {
    assertThat(Base45.encode(text.getBytes(UTF_8))).isEqualTo(encoded);
    assertThat(Base45.decode(encoded)).contains(text.getBytes(UTF_8));
  }

  @Test
  void givesTheBytesBack() {
    var random = new Random(7355);
    for (int length = 0; length < 300; length++) {
      var bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(Base45.decode(Base45.encode(bytes))).contains(bytes);
    }
  }

  /** Too large for two bytes or one, of a length that no bytes have, of another alphabet. */
  @ParameterizedTest
  @ValueSource(strings = {":::", "GGW", "::", "V5", "A", "AAAA", "bb8", "BB\n"})
  void whatIsNoEncodingIsNothing(String text) {
    assertThat(Base45.decode(text)).isEmpty();
  }
}
