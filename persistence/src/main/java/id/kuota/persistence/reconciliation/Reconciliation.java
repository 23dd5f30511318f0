package id.kuota.persistence.reconciliation;

import id.kuota.engine.quota.QuotaId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Compares the journal with itself, with the read models and with the running quotas. Changes
 * nothing, and may run beside running nodes: journal and read models are read as of one moment.
 *
 * <p>It takes as long as reading the whole journal. Until it is done, the snapshot keeps PostgreSQL
 * from removing old row versions, and a rebuild from exchanging its tables. In memory it keeps some
 * hundred bytes for each quota and for each order that is open.
 */
public final class Reconciliation {

  /** Running quotas that are asked at most; all shared ones, unless there are very many. */
  private static final int ENTITIES_MAX = 10_000;

  // A row at a time in the order of the primary key: a sort would copy the whole journal first.
  private static final List<String> SETTINGS =
      List.of(
          "SET LOCAL statement_timeout = 0",
          "SET LOCAL enable_sort = off",
          """
          LOCK TABLE projection, sales.quota_summary, sales.quota_minute, sales.sale_minute,
            sales.sale_listing, sales.void_code, sales.gate_minute, sales.gate_inside, sales.offer_tickets,
            sales.refund IN ACCESS SHARE MODE
          """);

  private final DataSource database;
  private final Clock clock;

  public Reconciliation(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Reconciles.
   *
   * @param entities asks the running quotas, or {@link EntityNumbers#NONE}
   * @throws SQLException if the database does not answer
   */
  public ReconciliationReport run(EntityNumbers entities) throws SQLException {
    var findings = new Findings();
    List<QuotaId> shared = sharedQuotas();
    // Before the snapshot: so the journal that is read has every event that the answers have.
    Map<QuotaId, EntityNumbers.Numbers> answers = ask(entities, shared);
    Instant now = clock.instant();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try (Statement settings = connection.createStatement()) {
        for (String setting : SETTINGS) {
          settings.execute(setting);
        }
        JournalAudit audit = audit(connection, answers, now, findings);
        return new ReconciliationReport(
            now,
            audit.counts(answers.size(), shared.size() - answers.size()),
            findings.differences(),
            findings.inMotion(),
            findings.notes());
      } finally {
        connection.rollback();
      }
    }
  }

  private static JournalAudit audit(
      Connection connection,
      Map<QuotaId, EntityNumbers.Numbers> answers,
      Instant now,
      Findings findings)
      throws SQLException {
    ReadModelState readModel = ReadModelState.read(connection);
    var comparison = new QuotaComparison(now, findings);
    var audit = new JournalAudit(readModel, answers, comparison, findings);
    try (var scan = new JournalScan(connection, findings)) {
      audit.walk(scan);
    }
    return audit;
  }

  private static Map<QuotaId, EntityNumbers.Numbers> ask(
      EntityNumbers entities, List<QuotaId> quotas) {
    var answers = new HashMap<QuotaId, EntityNumbers.Numbers>();
    for (QuotaId quota : quotas) {
      Optional<EntityNumbers.Numbers> answer = entities.of(quota);
      answer.ifPresent(numbers -> answers.put(quota, numbers));
    }
    return answers;
  }

  private List<QuotaId> sharedQuotas() throws SQLException {
    var quotas = new ArrayList<QuotaId>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT quota_id FROM sales.quota_summary WHERE NOT personal LIMIT "
                    + ENTITIES_MAX)) {
      while (result.next()) {
        quotas.add(new QuotaId(result.getString(1)));
      }
    }
    return quotas;
  }
}
