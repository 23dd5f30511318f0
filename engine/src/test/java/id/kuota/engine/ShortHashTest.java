package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class ShortHashTest {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  @Test
  void isFrozen() {
    assertThat(ShortHash.of("")).isEqualTo(expected("")).hasSize(26);
    assertThat(ShortHash.of("ticket/ord_1/1")).isEqualTo(expected("ticket/ord_1/1"));
    assertThat(ShortHash.of("Ünïcode")).isEqualTo(expected("Ünïcode"));
    assertThat(ShortHash.of("")).isEqualTo("werc8gmrzge196qvyk49jvxs4g");
  }

  @Test
  void usesNoLettersThatLookAlike() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(ShortHash.of("text " + i)).matches("[0-9a-hjkmnp-tv-z]{26}");
    }
  }

  @Test
  void differsForDifferentTexts() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ShortHash.of("text " + i))).isTrue();
    }
  }

  @Test
  void takesFiveBitsForALetter() {
    assertThat(ShortHash.encode(new byte[] {0, 0, 0, 0, 0}, 8)).isEqualTo("00000000");
    assertThat(ShortHash.encode(new byte[] {-1, -1, -1, -1, -1}, 8)).isEqualTo("zzzzzzzz");
    assertThat(ShortHash.encode(new byte[] {(byte) 0x08, (byte) 0x42}, 3)).isEqualTo("111");
    assertThat(ShortHash.encode(new byte[0], 0)).isEmpty();
  }

  @Test
  void cannotMakeMoreLettersThanThereAreBits() {
    assertThatThrownBy(() -> ShortHash.encode(new byte[] {1}, 2))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void givesTheBytesBack() {
    for (int length = 0; length < 40; length++) {
      var bytes = new byte[length];
      for (int i = 0; i < length; i++) bytes[i] = (byte) (i * 37 + length);
      int letters = length * 8 / 5;
      byte[] decoded = ShortHash.decode(ShortHash.encode(bytes, letters));
      assertThat(ShortHash.encode(decoded, letters)).isEqualTo(ShortHash.encode(bytes, letters));
      if (length % 5 == 0) assertThat(decoded).isEqualTo(bytes);
    }
    assertThat(ShortHash.decode("111")).isEqualTo(new byte[] {(byte) 0x08, (byte) 0x42});
    assertThatThrownBy(() -> ShortHash.decode("0l0")).isInstanceOf(IllegalArgumentException.class);
  }

  /** The same by long division, letter by letter. */
  private static String expected(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      var bits = new BigInteger(1, digest).shiftRight(256 - 130);
      var letters = new StringBuilder();
      for (int i = 0; i < 26; i++) {
        letters.append(ALPHABET.charAt(bits.and(BigInteger.valueOf(31)).intValue()));
        bits = bits.shiftRight(5);
      }
      return letters.reverse().toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
