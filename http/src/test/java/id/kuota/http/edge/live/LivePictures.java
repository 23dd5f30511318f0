package id.kuota.http.edge.live;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.testing.Samples;
import id.kuota.persistence.readmodel.LiveOrders;
import id.kuota.persistence.readmodel.LiveSale;
import id.kuota.persistence.readmodel.SaleReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pictures of a sale at which nothing is wrong, and of others. */
final class LivePictures {

  static final SaleId SALE = Samples.SALE;
  static final QuotaId CAT1 = QuotaId.shared(SALE.value(), "cat1");
  static final LiveSale.OpenRefunds NO_REFUNDS = new LiveSale.OpenRefunds(0, 0, 0, 0, 0, 0);
  static final LiveSale.Gates CALM = new LiveSale.Gates(40L, 12, 0, List.of(), 0);

  /** Two of the held units are being paid, and one attempt was made at another gateway. */
  static final OrdersUnderway UNDERWAY =
      new OrdersUnderway(
          Map.of(CAT1, 2L),
          1,
          3,
          List.of(
              new LiveOrders.Payments("fake", "qris", 9, 7, 1, 1),
              new LiveOrders.Payments("former", "gopay", 1, 0, 1, 0)),
          9);

  private LivePictures() {}

  /** A quota with 100 units, of which 3 are held and 20 sold, at revision 7. */
  static LiveSale.Quota quota() {
    return new LiveSale.Quota(CAT1, 100, 3, 20, 5, 7);
  }

  static LiveSale sale(String name, LiveSale.OpenRefunds refunds, LiveSale.Gates gates) {
    return new LiveSale(
        SALE,
        name,
        "IDR",
        SaleView.Phase.OPEN,
        Samples.NOW,
        Samples.NOW.plusSeconds(3600),
        new LiveSale.AsOf("12:34", Samples.NOW, 80),
        new SaleReport.Orders(10, 7, 1, 1, 1, 500, 3500),
        14,
        List.of(quota()),
        List.of(new LiveSale.Minute(Samples.NOW, 10, 7, 1, 1, 23, 5, 3500)),
        refunds,
        gates);
  }

  static LiveSale sale() {
    return sale("Coldplay in Jakarta", NO_REFUNDS, CALM);
  }

  static LivePicture calm() {
    return of(sale(), new CheckedQuota(quota(), 77, true), Samples.CLUSTER);
  }

  static LivePicture of(LiveSale sale, CheckedQuota quota, @Nullable ClusterJson cluster) {
    return of(sale, quota, cluster, GatewayCalls.BreakerState.CLOSED);
  }

  static LivePicture of(
      LiveSale sale,
      CheckedQuota quota,
      @Nullable ClusterJson cluster,
      GatewayCalls.BreakerState breaker) {
    return new LivePicture(
        sale,
        List.of(quota),
        Optional.of(UNDERWAY),
        Optional.ofNullable(cluster),
        List.of(new GatewayCalls.Breaker("fake", breaker)),
        Optional.empty());
  }

  /** The sample cluster with other members and projections. */
  static ClusterJson cluster(
      List<ClusterJson.Member> members, List<ClusterJson.Projection> projections) {
    ClusterJson known = Samples.CLUSTER;
    return new ClusterJson(
        known.cluster(),
        false,
        known.verdict(),
        known.answeredBy(),
        known.oldest(),
        known.asOf(),
        known.versions(),
        members,
        known.hotQuotas(),
        projections,
        known.moves(),
        known.unknown());
  }
}
