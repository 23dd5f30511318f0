package id.kuota.persistence.token;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An API token of an operator, without its secrets.
 *
 * @param scopes by their names on the wire
 * @param createdBy see {@code OperatorDoor}
 * @param previousUntil until when the secret before the last rotation counts
 * @param usedAt the last use, known some seconds late
 */
public record StoredToken(
    String id,
    String name,
    Set<String> scopes,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    Optional<Instant> previousUntil,
    Optional<Rotation> rotation,
    Optional<Revocation> revocation,
    Optional<Instant> usedAt) {

  /** The last rotation. */
  public record Rotation(Instant at, String by) {}

  /** Why the token does not count any more. */
  public record Revocation(Instant at, String by, String reason) {}

  public StoredToken {
    scopes = Set.copyOf(scopes);
  }

  /** Returns whether the token counts at this time. */
  public boolean counts(Instant now) {
    return revocation.isEmpty() && now.isBefore(expiresAt);
  }
}
