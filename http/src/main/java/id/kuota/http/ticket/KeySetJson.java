package id.kuota.http.ticket;

import id.kuota.http.identity.SigningKeys;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The public keys as a JSON Web Key Set (RFC 7517), each an Octet Key Pair (RFC 8037). */
record KeySetJson(List<Key> keys) {

  private static final int KEY_BYTES = 32;

  /** Its number stands in the codes that it has signed. */
  record Key(String kty, String crv, String use, String alg, String kid, String x) {

    static Key of(int number, PublicKey key) {
      return new Key("OKP", "Ed25519", "sig", "EdDSA", Integer.toString(number), x(key));
    }

    /** The key's 32 bytes stand at the end of its X.509 form (RFC 8410). */
    private static String x(PublicKey key) {
      byte[] encoded = key.getEncoded();
      byte[] bytes = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }

  static KeySetJson of(SigningKeys keys) {
    return new KeySetJson(
        keys.verifiers().entrySet().stream()
            .map(entry -> Key.of(entry.getKey(), entry.getValue()))
            .toList());
  }
}
