package id.kuota.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SigningKeysTest {

  private static final ServerSecret SECRET = new ServerSecret("0123456789abcdef0123456789abcdef");

  /** RFC 8032, 7.1, tests 1 to 3. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
  })
  void thePublicKeyIsThatOfTheStandard(String secret, String expected) {
    var pair = SigningKeys.pair(HexFormat.of().parseHex(secret));
    assertThat(hex(pair.getPublic())).isEqualTo(expected);
  }

  @Test
  void everyNodeHasTheSameKeysForEver() {
    var keys = new SigningKeys(SECRET, KeyNumbers.FIRST);
    assertThat(hex(Objects.requireNonNull(keys.verifier(1))))
        .as("what is signed today must count tomorrow")
        .isEqualTo("f24244d2bb2d68154e352ce2e10205e75e6339eb36999495e2ba2d0414accd8e");
  }

  @Test
  void aKeyHasItsOwnNumberAndSecret() {
    var keys = new SigningKeys(SECRET, new KeyNumbers(3, List.of(1, 2)));
    assertThat(keys.active()).isEqualTo(3);
    assertThat(keys.verifiers().keySet()).containsExactly(1, 2, 3);
    assertThat(keys.verifiers().values()).doesNotHaveDuplicates();
    assertThat(keys.verifier(4)).isNull();
    var other = new ServerSecret("another secret of the same length");
    assertThat(new SigningKeys(other, KeyNumbers.FIRST).verifier(1)).isNotEqualTo(keys.verifier(1));
    assertThat(keys.toString()).doesNotContain("0123");
  }

  private static String hex(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return HexFormat.of()
        .formatHex(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }
}
