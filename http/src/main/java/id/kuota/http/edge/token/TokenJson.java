package id.kuota.http.edge.token;

import id.kuota.persistence.token.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token on the wire.
 *
 * @param status {@code active}, {@code expired} or {@code revoked}
 * @param previousUntil until when the secret before the last rotation counts; null if none does
 * @param token what the operator sends; only in the answer that made it, else null
 */
record TokenJson(
    String id,
    String name,
    List<String> scopes,
    String status,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    @Nullable Instant previousUntil,
    @Nullable Instant rotatedAt,
    @Nullable String rotatedBy,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy,
    @Nullable String revokedReason,
    @Nullable Instant usedAt,
    @Nullable String token) {

  /** A page of tokens on the wire. */
  record Page(List<TokenJson> data, @Nullable String nextCursor, boolean hasMore) {

    /**
     * Returns a page.
     *
     * @param found with one more than the page takes, if there are more
     */
    static Page of(List<StoredToken> found, int limit, Instant now) {
      boolean hasMore = found.size() > limit;
      List<StoredToken> shown = hasMore ? found.subList(0, limit) : found;
      return new Page(
          shown.stream().map(token -> TokenJson.of(token, null, now)).toList(),
          hasMore ? shown.getLast().id() : null,
          hasMore);
    }
  }

  static TokenJson of(StoredToken token, @Nullable String text, Instant now) {
    Optional<StoredToken.Revocation> revocation = token.revocation();
    return new TokenJson(
        token.id(),
        token.name(),
        token.scopes().stream().sorted().toList(),
        revocation.isPresent() ? "revoked" : token.counts(now) ? "active" : "expired",
        token.createdAt(),
        token.createdBy(),
        token.expiresAt(),
        token.previousUntil().filter(now::isBefore).orElse(null),
        token.rotation().map(StoredToken.Rotation::at).orElse(null),
        token.rotation().map(StoredToken.Rotation::by).orElse(null),
        revocation.map(StoredToken.Revocation::at).orElse(null),
        revocation.map(StoredToken.Revocation::by).orElse(null),
        revocation.map(StoredToken.Revocation::reason).orElse(null),
        token.usedAt().orElse(null),
        text);
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "TokenJson(" + id + ")";
  }
}
