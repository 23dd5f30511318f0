package id.kuota.http.edge.identity;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 keys of this installation, each derived from the server's secret and its number: all
 * nodes have the same, and none lies on a disk. Unchangeable.
 */
public final class SigningKeys {

  private static final int SEED_BYTES = 32;

  private final int active;
  private final Map<Integer, Ed25519PrivateKeyParameters> signers = new TreeMap<>();
  private final Map<Integer, Ed25519PublicKeyParameters> verifiers = new TreeMap<>();

  public SigningKeys(ServerSecret secret, KeyNumbers numbers) {
    active = numbers.active();
    add(secret, active);
    numbers.older().forEach(older -> add(secret, older));
  }

  private void add(ServerSecret secret, int number) {
    byte[] seed = secret.derive("signing key " + number, SEED_BYTES);
    var signer = new Ed25519PrivateKeyParameters(seed);
    signers.put(number, signer);
    verifiers.put(number, signer.generatePublicKey());
  }

  /** Returns the number of the key that signs. */
  public int active() {
    return active;
  }

  public Ed25519PrivateKeyParameters signer() {
    Ed25519PrivateKeyParameters signer = signers.get(active);
    if (signer == null) throw new IllegalStateException("no key of number " + active);
    return signer;
  }

  /** Returns the public key of this number; null if it does not count (any more). */
  public @Nullable Ed25519PublicKeyParameters verifier(int number) {
    return verifiers.get(number);
  }

  /** Returns every public key that counts, by its number. */
  public Map<Integer, Ed25519PublicKeyParameters> verifiers() {
    return Collections.unmodifiableMap(verifiers);
  }

  @Override
  public String toString() {
    return "SigningKeys(" + verifiers.keySet() + ", not shown)";
  }
}
