package id.kuota.http.edge.ticket;

import id.kuota.http.edge.identity.SigningKeys;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;

/** The public keys as a JSON Web Key Set (RFC 7517), each an Octet Key Pair (RFC 8037). */
record KeySetJson(List<Key> keys) {

  /** Its number stands in the codes that it has signed. */
  record Key(String kty, String crv, String use, String alg, String kid, String x) {

    static Key of(int number, Ed25519PublicKeyParameters key) {
      return new Key("OKP", "Ed25519", "sig", "EdDSA", Integer.toString(number), x(key));
    }

    private static String x(Ed25519PublicKeyParameters key) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getEncoded());
    }
  }

  static KeySetJson of(SigningKeys keys) {
    return new KeySetJson(
        keys.verifiers().entrySet().stream()
            .map(entry -> Key.of(entry.getKey(), entry.getValue()))
            .toList());
  }
}
