package id.kuota.persistence.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** Rows of the table of tokens as records, and times as columns. */
final class TokenRows {

  private TokenRows() {}

  static StoredToken token(ResultSet row) throws SQLException {
    Optional<Instant> rotated = instant(row, "rotated_at");
    Optional<Instant> revoked = instant(row, "revoked_at");
    String rotatedBy = row.getString("rotated_by");
    String revokedBy = row.getString("revoked_by");
    String reason = row.getString("revoked_reason");
    return new StoredToken(
        row.getString("token_id"),
        row.getString("name"),
        Set.of((String[]) row.getArray("scopes").getArray()),
        instant(row, "created_at").orElseThrow(),
        row.getString("created_by"),
        instant(row, "expires_at").orElseThrow(),
        instant(row, "previous_until"),
        rotated.map(at -> new StoredToken.Rotation(at, rotatedBy)),
        revoked.map(at -> new StoredToken.Revocation(at, revokedBy, reason)),
        instant(row, "used_at"));
  }

  static TokenSecrets secrets(ResultSet row) throws SQLException {
    return new TokenSecrets(
        token(row),
        SecretHash.stored(row.getBytes("secret_hash")),
        Optional.ofNullable(row.getBytes("previous_hash")).map(SecretHash::stored));
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
