package id.kuota.http.identity;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 keys of this installation, each derived from the server's secret and its number: all
 * nodes have the same, and none lies on a disk. Unchangeable.
 */
public final class SigningKeys {

  private static final int SEED_BYTES = 32;

  private final int active;
  private final Map<Integer, KeyPair> pairs = new TreeMap<>();

  public SigningKeys(ServerSecret secret, KeyNumbers numbers) {
    active = numbers.active();
    pairs.put(active, pair(secret, active));
    for (int older : numbers.older()) {
      pairs.put(older, pair(secret, older));
    }
  }

  /** The number of the key that signs. */
  public int active() {
    return active;
  }

  public PrivateKey signer() {
    return of(active).getPrivate();
  }

  /** The public key of this number; null if it does not count (any more). */
  public @Nullable PublicKey verifier(int number) {
    KeyPair pair = pairs.get(number);
    return pair == null ? null : pair.getPublic();
  }

  /** Every public key that counts, by its number. */
  public Map<Integer, PublicKey> verifiers() {
    var verifiers = new TreeMap<Integer, PublicKey>();
    pairs.forEach((number, pair) -> verifiers.put(number, pair.getPublic()));
    return verifiers;
  }

  private KeyPair of(int number) {
    KeyPair pair = pairs.get(number);
    if (pair == null) throw new IllegalArgumentException("no key of number " + number);
    return pair;
  }

  private static KeyPair pair(ServerSecret secret, int number) {
    return pair(secret.derive("signing key " + number, SEED_BYTES));
  }

  /** The pair of a private key (RFC 8032, 5.1.5). */
  static KeyPair pair(byte[] seed) {
    try {
      var generator = KeyPairGenerator.getInstance("Ed25519");
      // The platform makes the public key of a private one only here.
      generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
      KeyPair pair = generator.generateKeyPair();
      byte[] used = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      if (!Arrays.equals(used, seed)) {
        throw new IllegalStateException("this Java platform makes other keys than of its seed");
      }
      return pair;
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKeys(" + pairs.keySet() + ", not shown)";
  }

  /** Says what it is told to, once. */
  private static final class Seed extends SecureRandom {

    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    Seed(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
