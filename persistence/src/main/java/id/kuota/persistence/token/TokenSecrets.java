package id.kuota.persistence.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A token with the hashes of its secrets.
 *
 * @param previous the one before the last rotation
 */
public record TokenSecrets(StoredToken token, SecretHash current, Optional<SecretHash> previous) {

  /** Returns whether the secret is the token's at this time. */
  public boolean has(SecretHash secret, Instant now) {
    boolean isPrevious =
        previous.filter(secret::matches).isPresent()
            && token.previousUntil().filter(now::isBefore).isPresent();
    return current.matches(secret) || isPrevious;
  }
}
