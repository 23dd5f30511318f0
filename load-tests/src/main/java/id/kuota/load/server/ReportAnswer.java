package id.kuota.load.server;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of a sale, as far as it is compared.
 *
 * @param lagMs zero if everything is counted
 */
public record ReportAnswer(@Nullable Instant asOf, long lagMs, List<QuotaReport> quotas) {

  /** One quota in the report. */
  public record QuotaReport(@JsonAlias("quota") String id, long held, long sold) {}

  public ReportAnswer {
    quotas = quotas == null ? List.of() : List.copyOf(quotas);
  }
}
