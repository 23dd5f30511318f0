package id.kuota.http.edge.report;

import id.kuota.persistence.readmodel.TopStatements;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The costliest statements on the wire.
 *
 * @param counted whether the database counts statements
 * @param reason why it does not; null if it does
 * @param remedy how it is switched on; null if it is
 */
record StatementsJson(
    boolean counted, @Nullable String reason, @Nullable String remedy, List<Statement> data) {

  /** One statement; times in milliseconds. */
  record Statement(long calls, double totalMs, double meanMs, long rows, String statement) {

    static Statement of(TopStatements.Row row) {
      return new Statement(
          row.calls(), millis(row.total()), millis(row.mean()), row.rows(), row.text());
    }

    private static double millis(Duration time) {
      return Math.round(time.toNanos() / 1e3) / 1e3; // To the microsecond.
    }
  }

  static StatementsJson of(TopStatements.Answer answer) {
    return switch (answer) {
      case TopStatements.Answer.Counted(var rows) ->
          new StatementsJson(true, null, null, rows.stream().map(Statement::of).toList());
      case TopStatements.Answer.NotCounted(var missing) ->
          new StatementsJson(false, missing.reason(), TopStatements.Missing.REMEDY, List.of());
    };
  }
}
