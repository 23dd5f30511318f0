package id.kuota.persistence.token;

import static id.kuota.persistence.token.TokenRows.utc;

import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The stored tokens of operators. Blocks on the database; thread-safe. Every method throws {@link
 * ReadModelUnavailableException} if the database does not answer.
 */
public final class OperatorTokens {

  /** Tokens that count at one time; two requests at once may exceed it by one. */
  public static final int COUNTING_MAX = 100;

  /** So long an ended token is remembered by the nodes, which say then why it does not count. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  /** Those that count come first, so ended ones never displace them. */
  private static final int MEMORY_MAX = 1_000;

  private static final String ADD =
      """
      INSERT INTO operator_token (token_id, name, scopes, created_at, created_by, expires_at,
        secret_hash)
      SELECT ?, ?, ?, ?, ?, ?, ?
      WHERE (SELECT count(*) FROM operator_token WHERE revoked_at IS NULL AND expires_at > ?) < ?
      ON CONFLICT DO NOTHING
      RETURNING *
      """;

  private static final String ROTATE =
      """
      UPDATE operator_token
      SET previous_hash = CASE WHEN previous_until > ? AND ? THEN previous_hash ELSE secret_hash END,
          previous_until = ?, secret_hash = ?, rotated_at = ?, rotated_by = ?
      WHERE token_id = ? AND revoked_at IS NULL AND expires_at > ?
        AND (previous_until IS NULL OR previous_until <= ? OR ?)
      RETURNING *
      """;

  private static final String REVOKE =
      """
      UPDATE operator_token SET revoked_at = ?, revoked_by = ?, revoked_reason = ?
      WHERE token_id = ? AND revoked_at IS NULL
      RETURNING *
      """;

  private static final String REMEMBER =
      """
      SELECT * FROM operator_token
      WHERE expires_at > ? AND (revoked_at IS NULL OR revoked_at > ?)
      ORDER BY revoked_at IS NULL DESC, expires_at DESC LIMIT ?
      """;

  private static final String USED =
      """
      UPDATE operator_token t SET used_at = greatest(t.used_at, u.at)
      FROM unnest(?::text[], ?::timestamptz[]) AS u(token_id, at) WHERE t.token_id = u.token_id
      """;

  private final DataSource database;

  public OperatorTokens(DataSource database) {
    this.database = database;
  }

  /**
   * A token that is to be.
   *
   * @param id follows from the operator's key for the request
   */
  public record NewToken(
      String id, String name, List<String> scopes, Duration life, SecretHash hash) {}

  /** Stores a token, or finds the one that was stored under its id. */
  public TokenOutcome create(NewToken wanted, String by, Instant now) {
    Optional<StoredToken> added =
        one(
            ADD,
            (connection, statement) -> {
              statement.setString(1, wanted.id());
              statement.setString(2, wanted.name());
              statement.setArray(3, connection.createArrayOf("text", wanted.scopes().toArray()));
              statement.setObject(4, utc(now));
              statement.setString(5, by);
              statement.setObject(6, utc(now.plus(wanted.life())));
              statement.setBytes(7, wanted.hash().bytes());
              statement.setObject(8, utc(now));
              statement.setInt(9, COUNTING_MAX);
            });
    if (added.isPresent()) return new TokenOutcome.Done(added.get(), false);
    return find(wanted.id())
        .map(found -> repeated(found, wanted))
        .orElse(new TokenOutcome.TooMany());
  }

  private static TokenOutcome repeated(StoredToken found, NewToken wanted) {
    boolean isSame =
        found.name().equals(wanted.name())
            && found.scopes().equals(Set.copyOf(wanted.scopes()))
            && found.createdAt().plus(wanted.life()).equals(found.expiresAt());
    return isSame ? new TokenOutcome.Done(found, true) : new TokenOutcome.Different();
  }

  /**
   * Gives the token a new secret.
   *
   * @param overlap for which the one before counts as well
   * @param replace also while two count: then the newer of them ends at once, or with no overlap
   *     both
   */
  public TokenOutcome rotate(
      String id, SecretHash secret, Duration overlap, boolean replace, String by, Instant now) {
    Optional<StoredToken> rotated =
        one(
            ROTATE,
            (connection, statement) -> {
              statement.setObject(1, utc(now));
              statement.setBoolean(2, replace);
              statement.setObject(3, utc(now.plus(overlap)));
              statement.setBytes(4, secret.bytes());
              statement.setObject(5, utc(now));
              statement.setString(6, by);
              statement.setString(7, id);
              statement.setObject(8, utc(now));
              statement.setObject(9, utc(now));
              statement.setBoolean(10, replace);
            });
    if (rotated.isPresent()) return new TokenOutcome.Done(rotated.get(), false);
    return find(id)
        .map(found -> found.counts(now) ? new TokenOutcome.Rotating() : new TokenOutcome.Ended())
        .orElse(new TokenOutcome.Unknown());
  }

  /** Revokes the token, for good. */
  public TokenOutcome revoke(String id, String reason, String by, Instant now) {
    Optional<StoredToken> revoked =
        one(
            REVOKE,
            (connection, statement) -> {
              statement.setObject(1, utc(now));
              statement.setString(2, by);
              statement.setString(3, reason);
              statement.setString(4, id);
            });
    if (revoked.isPresent()) return new TokenOutcome.Done(revoked.get(), false);
    return find(id)
        .<TokenOutcome>map(found -> new TokenOutcome.Done(found, true))
        .orElse(new TokenOutcome.Unknown());
  }

  /** Returns the token of this id. */
  public Optional<StoredToken> find(String id) {
    return one(
        "SELECT * FROM operator_token WHERE token_id = ?",
        (connection, statement) -> statement.setString(1, id));
  }

  /**
   * Returns one page, ordered by the ids, with one more row if there are more.
   *
   * @param after the last token of the page before; empty for the first page
   */
  public List<StoredToken> page(String after, int limit) {
    return all(
        "SELECT * FROM operator_token WHERE token_id > ? ORDER BY token_id LIMIT ?",
        (connection, statement) -> {
          statement.setString(1, after);
          statement.setInt(2, limit + 1);
        },
        TokenRows::token);
  }

  /** Returns all that count, and those that have ended lately. */
  public List<TokenSecrets> remembered(Instant now) {
    return all(
        REMEMBER,
        (connection, statement) -> {
          statement.setObject(1, utc(now.minus(REMEMBERED)));
          statement.setObject(2, utc(now.minus(REMEMBERED)));
          statement.setInt(3, MEMORY_MAX);
        },
        TokenRows::secrets);
  }

  /** Notes when tokens were used, by their ids. */
  public void used(Map<String, Instant> uses) {
    // Sorted, so that nodes that write at one time lock the rows in one order.
    var sorted = new TreeMap<>(uses);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(USED)) {
      statement.setArray(1, connection.createArrayOf("text", sorted.keySet().toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "timestamptz", sorted.values().stream().map(Instant::toString).toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the use of tokens", e);
    }
  }

  private Optional<StoredToken> one(String sql, Arguments arguments) {
    return all(sql, arguments, TokenRows::token).stream().findFirst();
  }

  private <T> List<T> all(String sql, Arguments arguments, Row<T> read) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      arguments.set(connection, statement);
      var found = new ArrayList<T>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) found.add(read.of(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the tokens of operators", e);
    }
  }

  private interface Arguments {
    void set(Connection connection, PreparedStatement statement) throws SQLException;
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }
}
