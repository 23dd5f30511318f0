package id.kuota.load.reconciliation;

import id.kuota.load.ledger.ClientLedger;
import id.kuota.load.ledger.OrderEntry;
import id.kuota.load.ledger.Violation;
import id.kuota.load.server.QuotaAnswer;
import id.kuota.load.server.ReportAnswer;
import java.util.ArrayList;
import java.util.List;

/** The comparison of the buyers' answers with the server's record. Pure. */
public final class Reconciliation {

  private final ClientLedger ledger;
  private final ServerTruth truth;
  private final List<Violation> violations;

  private Reconciliation(ClientLedger ledger, ServerTruth truth) {
    this.ledger = ledger;
    this.truth = truth;
    this.violations = new ArrayList<>(ledger.violations());
  }

  /** Everything that does not fit, what was found during the run first. */
  public static List<Violation> violations(ClientLedger ledger, ServerTruth truth) {
    return new Reconciliation(ledger, truth).run();
  }

  private List<Violation> run() {
    var orders = new OrderCheck(ledger.terms(), violations::add);
    var quotas = new QuotaCheck(ledger.terms(), violations::add);
    for (OrderEntry entry : ledger.entries()) {
      if (entry.placing() == OrderEntry.Placing.UNKNOWN) {
        violation(Violation.Kind.OUTCOME_UNKNOWN, entry.key(), "asked again, and still not known");
      }
      entry.order().ifPresent(id -> compare(entry, id, orders, quotas));
    }
    quotas.checkQuotas(truth.quotas());
    quotas.checkBuyers();
    truth.report().filter(report -> report.lagMs() == 0).ifPresent(this::compareReport);
    return List.copyOf(violations);
  }

  private void compare(OrderEntry entry, String id, OrderCheck orders, QuotaCheck quotas) {
    switch (truth
        .orders()
        .getOrDefault(id, new ServerTruth.Finding.Unreadable("was not looked at"))) {
      case ServerTruth.Finding.Found(var order) -> {
        orders.check(entry, order);
        quotas.count(entry, order);
      }
      case ServerTruth.Finding.Missing missing ->
          violation(
              Violation.Kind.ORDER_MISSING,
              id,
              "was answered to " + entry.buyer() + ", and is 404");
      case ServerTruth.Finding.Unreadable(String detail) ->
          violation(Violation.Kind.OUTCOME_UNKNOWN, id, detail);
    }
  }

  private void compareReport(ReportAnswer report) {
    truth
        .quotas()
        .forEach(
            (name, quota) ->
                report.quotas().stream()
                    .filter(row -> row.id().equals(name) || row.id().equals(quota.id()))
                    .findFirst()
                    .ifPresentOrElse(
                        row -> compare(name, quota, row),
                        () ->
                            violation(
                                Violation.Kind.REPORT_DIFFERS,
                                name,
                                "is not in the report of the sale")));
  }

  private void compare(String name, QuotaAnswer quota, ReportAnswer.QuotaReport row) {
    if (row.sold() != quota.sold() || row.held() != quota.held()) {
      violation(
          Violation.Kind.REPORT_DIFFERS,
          name,
          "sold %d and held %d, the report says %d and %d without lag"
              .formatted(quota.sold(), quota.held(), row.sold(), row.held()));
    }
  }

  private void violation(Violation.Kind kind, String where, String detail) {
    violations.add(new Violation(kind, where, detail));
  }
}
