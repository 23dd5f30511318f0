package id.kuota.http.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SigningKeysTest {

  private static final ServerSecret SECRET = new ServerSecret("0123456789abcdef0123456789abcdef");

  @Test
  void everyNodeHasTheSameKeysForEver() {
    var keys = new SigningKeys(SECRET, KeyNumbers.FIRST);
    assertThat(hex(keys.verifier(1)))
        .as("what is signed today must count tomorrow")
        .isEqualTo("f24244d2bb2d68154e352ce2e10205e75e6339eb36999495e2ba2d0414accd8e");
  }

  @Test
  void aKeyHasItsOwnNumberAndSecret() {
    var keys = new SigningKeys(SECRET, new KeyNumbers(3, List.of(1, 2)));
    assertThat(keys.active()).isEqualTo(3);
    assertThat(keys.verifiers().keySet()).containsExactly(1, 2, 3);
    assertThat(keys.verifiers().values().stream().map(SigningKeysTest::hex))
        .doesNotHaveDuplicates();
    assertThat(keys.verifier(4)).isNull();
    var other = new ServerSecret("another secret of the same length");
    assertThat(hex(new SigningKeys(other, KeyNumbers.FIRST).verifier(1)))
        .isNotEqualTo(hex(keys.verifier(1)));
    assertThat(keys.toString()).doesNotContain("0123");
  }

  private static String hex(@Nullable Ed25519PublicKeyParameters key) {
    return HexFormat.of().formatHex(Objects.requireNonNull(key).getEncoded());
  }
}
