package id.kuota.persistence.readmodel;

import id.kuota.engine.quota.DueQuotaScanner;
import id.kuota.engine.quota.QuotaId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * Finds the quotas that must be awake, in a table that holds only quotas with open holds. Shared
 * ones come first: there are few of them, and each may hold many units.
 */
public final class DueQuotas implements DueQuotaScanner.DueQuotaQuery {

  private static final String DUE =
      """
      (SELECT quota_id FROM wake.quota WHERE NOT personal LIMIT ?)
      UNION ALL
      (SELECT quota_id FROM wake.quota
       WHERE personal AND last_deadline < ? ORDER BY last_deadline LIMIT ?)
      LIMIT ?
      """;

  private final DataSource database;
  private final Executor blocking;

  /**
   * Over the tables of this database.
   *
   * @param blocking runs the question; its threads may wait for the database
   */
  public DueQuotas(DataSource database, Executor blocking) {
    this.database = database;
    this.blocking = blocking;
  }

  /** Fails with {@link ReadModelUnavailableException} if the database does not answer. */
  @Override
  public CompletionStage<List<QuotaId>> dueAt(Instant now, int limit) {
    return CompletableFuture.supplyAsync(() -> find(now, limit), blocking);
  }

  private List<QuotaId> find(Instant now, int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setInt(1, limit);
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      statement.setInt(3, limit);
      statement.setInt(4, limit);
      var due = new ArrayList<QuotaId>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          due.add(new QuotaId(result.getString(1)));
        }
      }
      return due;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the quotas with open holds", e);
    }
  }
}
