package id.kuota.http.edge.live;

import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.persistence.readmodel.GateReports;
import id.kuota.persistence.readmodel.LiveSale;
import id.kuota.persistence.readmodel.SaleReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A live view on the wire. */
record LiveJson(
    String sale,
    String name,
    SaleView.Phase status,
    String currency,
    Instant opensAt,
    Instant closesAt,
    AsOfJson asOf,
    List<QuotaJson> quotas,
    TotalsJson totals,
    FunnelJson funnel,
    List<LiveSale.Minute> minutes,
    List<PaymentsJson> payments,
    @Nullable LapsingJson lapsing,
    RefundsJson refunds,
    GatesJson gates,
    @Nullable LatencyJson latency,
    List<NodeJson> nodes,
    List<ProjectionJson> projections,
    List<WarningJson> warnings) {

  record AsOfJson(String position, Instant at, long lagMs) {}

  /**
   * A shared quota.
   *
   * @param paying units of orders with a payment; null if that is not known
   * @param held all other units that are held
   */
  record QuotaJson(
      String quota,
      String name,
      long capacity,
      long sold,
      @Nullable Long paying,
      long held,
      long free,
      long refused,
      boolean addsUp) {

    static QuotaJson of(CheckedQuota checked, Optional<OrdersUnderway> underway) {
      LiveSale.Quota quota = checked.quota();
      Long paying = underway.map(orders -> orders.paying(quota.quota(), quota.held())).orElse(null);
      return new QuotaJson(
          quota.quota().value(),
          quota.quota().name(),
          quota.capacity(),
          quota.sold(),
          paying,
          quota.held() - (paying == null ? 0 : paying),
          checked.free(),
          quota.refused(),
          checked.addsUp());
    }
  }

  record TotalsJson(
      long placed,
      long paid,
      long cancelled,
      long expired,
      long revenue,
      long refundsOwed,
      long refundAmount,
      long tickets) {

    static TotalsJson of(LiveSale sale) {
      SaleReport.Orders orders = sale.orders();
      return new TotalsJson(
          orders.placed(),
          orders.paid(),
          orders.cancelled(),
          orders.expired(),
          orders.revenue(),
          orders.refundsOwed(),
          orders.refundAmount(),
          sale.tickets());
    }
  }

  /**
   * Orders on their way, since the sale began.
   *
   * @param requests orders that were placed, and holds that found no units
   * @param held orders that got their units
   * @param paying orders for which a payment was begun; null if that is not known
   */
  record FunnelJson(long requests, long held, @Nullable Long paying, long paid, long refused) {

    static FunnelJson of(LivePicture picture) {
      LiveSale sale = picture.sale();
      long refused = sale.quotas().stream().mapToLong(LiveSale.Quota::refused).sum();
      long held = sale.orders().placed();
      return new FunnelJson(
          held + refused,
          held,
          picture.underway().map(OrdersUnderway::everPaying).orElse(null),
          sale.orders().paid(),
          refused);
    }
  }

  /** Units whose holds end within that time. */
  record LapsingJson(long oneMinute, long fiveMinutes) {}

  record RefundsJson(long due, long manual, long review, long overdue, long late, long amount) {

    static RefundsJson of(LiveSale.OpenRefunds refunds) {
      return new RefundsJson(
          refunds.due(),
          refunds.manual(),
          refunds.review(),
          refunds.overdue(),
          refunds.late(),
          refunds.amount());
    }
  }

  /**
   * The gates.
   *
   * @param admittedPerMinute over the last five minutes, to a tenth
   */
  record GatesJson(
      @Nullable Long inside,
      double admittedPerMinute,
      List<LiveSale.RefusedScans> refused,
      long silentDevices,
      long conflicts) {

    static GatesJson of(LiveSale.Gates gates) {
      double perMinute = (double) gates.recent() / GateReports.RECENT.toMinutes();
      return new GatesJson(
          gates.inside(),
          Math.round(perMinute * 10) / 10.0,
          gates.refused(),
          gates.silentDevices(),
          gates.conflicts());
    }
  }

  record LatencyJson(double p95Ms, double p99Ms) {}

  /**
   * A node.
   *
   * @param status that of the cluster's member, or {@code unreachable}, {@code silent}
   * @param shards of all types
   */
  record NodeJson(String node, String status, int shards) {

    static NodeJson of(ClusterJson.Member member) {
      String status =
          !member.reachable() ? "unreachable" : member.silent() ? "silent" : member.status();
      return new NodeJson(
          member.address(),
          status,
          member.shards().stream().mapToInt(ClusterJson.Shards::shards).sum());
    }
  }

  record ProjectionJson(String name, String state, long lagMs, long rowsBehind) {

    static ProjectionJson of(ClusterJson.Projection projection) {
      return new ProjectionJson(
          projection.name(), projection.state(), projection.lagMs(), projection.behind());
    }
  }

  record WarningJson(String code, LiveWarning.Severity severity, long count, String text) {}

  static LiveJson of(LivePicture picture, LiveTexts texts) {
    LiveSale sale = picture.sale();
    return new LiveJson(
        sale.sale().value(),
        sale.name(),
        sale.phase(),
        sale.currency(),
        sale.opensAt(),
        sale.closesAt(),
        new AsOfJson(sale.asOf().position(), sale.asOf().at(), sale.asOf().lagMillis()),
        picture.quotas().stream().map(quota -> QuotaJson.of(quota, picture.underway())).toList(),
        TotalsJson.of(sale),
        FunnelJson.of(picture),
        sale.minutes(),
        PaymentsJson.of(picture),
        picture
            .underway()
            .map(orders -> new LapsingJson(orders.soon(), orders.later()))
            .orElse(null),
        RefundsJson.of(sale.refunds()),
        GatesJson.of(sale.gates()),
        picture
            .latency()
            .map(latency -> new LatencyJson(latency.p95Ms(), latency.p99Ms()))
            .orElse(null),
        picture.cluster().map(ClusterJson::members).orElse(List.of()).stream()
            .map(NodeJson::of)
            .toList(),
        picture.cluster().map(ClusterJson::projections).orElse(List.of()).stream()
            .map(ProjectionJson::of)
            .toList(),
        LiveWarnings.of(picture).stream()
            .map(
                warning ->
                    new WarningJson(
                        warning.code().code(),
                        warning.code().severity(),
                        warning.count(),
                        texts.of(warning)))
            .toList());
  }
}
