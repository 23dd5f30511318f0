package id.kuota.http.observability;

import java.util.List;

/** All dashboards. */
final class Dashboards {

  static final List<Dashboard> ALL =
      List.of(
          SaleDashboard.of(),
          EngineDashboard.of(),
          JournalDashboard.of(),
          ClusterDashboard.of(),
          GatesDashboard.of(),
          PaymentsDashboard.of(),
          MoneyDashboard.of(),
          JvmDashboard.of());

  private Dashboards() {}
}
