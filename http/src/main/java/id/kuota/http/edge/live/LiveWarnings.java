package id.kuota.http.edge.live;

import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.persistence.readmodel.LiveSale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds in a picture what a person should look at. Pure. */
final class LiveWarnings {

  /** A projection that lags longer makes the page misleading. */
  static final Duration LAG_MAX = Duration.ofSeconds(5);

  private static final String FAILED = "failed";
  private static final String LATE = "late";

  private LiveWarnings() {}

  /** Returns the warnings, the most urgent kinds first. */
  static List<LiveWarning> of(LivePicture picture) {
    var warnings = new ArrayList<LiveWarning>();
    add(warnings, LiveWarning.Code.SUMS_DIFFER, unsound(picture));
    List<ClusterJson.Projection> projections =
        picture.cluster().map(ClusterJson::projections).orElse(List.of());
    add(
        warnings,
        LiveWarning.Code.PROJECTION_STOPPED,
        projections.stream()
            .filter(one -> one.state().equals(FAILED))
            .map(ClusterJson.Projection::name)
            .toList());
    add(warnings, LiveWarning.Code.NODE_LOST, lost(picture));
    add(warnings, LiveWarning.Code.BREAKER_OPEN, open(picture));
    refunds(warnings, picture.sale().refunds());
    add(
        warnings,
        LiveWarning.Code.PROJECTION_LAGGING,
        projections.stream()
            .filter(one -> !one.state().equals(FAILED) && one.lagMs() > LAG_MAX.toMillis())
            .map(ClusterJson.Projection::name)
            .toList());
    if (picture.cluster().isEmpty())
      warnings.add(new LiveWarning(LiveWarning.Code.CLUSTER_UNKNOWN, 1));
    add(warnings, LiveWarning.Code.GATE_CONFLICTS, picture.sale().gates().conflicts());
    add(warnings, LiveWarning.Code.DEVICES_SILENT, picture.sale().gates().silentDevices());
    soldOut(warnings, picture);
    return List.copyOf(warnings);
  }

  private static List<String> unsound(LivePicture picture) {
    return picture.quotas().stream()
        .filter(quota -> !quota.addsUp())
        .map(quota -> quota.quota().quota().value())
        .toList();
  }

  private static List<String> lost(LivePicture picture) {
    return picture.cluster().map(ClusterJson::members).orElse(List.of()).stream()
        .filter(
            node ->
                !node.reachable()
                    || node.silent()
                    || (node.lease() != null && node.lease().state().equals(LATE)))
        .map(ClusterJson.Member::address)
        .toList();
  }

  /** A half open breaker is about to try: it is no news until it has. */
  private static List<String> open(LivePicture picture) {
    return picture.breakers().stream()
        .filter(breaker -> breaker.state() == GatewayCalls.BreakerState.OPEN)
        .map(GatewayCalls.Breaker::gateway)
        .toList();
  }

  private static void refunds(List<LiveWarning> warnings, LiveSale.OpenRefunds refunds) {
    add(warnings, LiveWarning.Code.REFUNDS_OVERDUE, refunds.overdue());
    add(warnings, LiveWarning.Code.REFUNDS_IN_REVIEW, refunds.review());
    add(warnings, LiveWarning.Code.REFUNDS_BY_HAND, refunds.manual());
    add(warnings, LiveWarning.Code.PAID_LATE, refunds.late());
  }

  private static void soldOut(List<LiveWarning> warnings, LivePicture picture) {
    List<CheckedQuota> held =
        picture.quotas().stream()
            .filter(quota -> quota.free() <= 0 && quota.quota().held() > 0)
            .toList();
    if (held.isEmpty()) return;
    warnings.add(
        new LiveWarning(
            LiveWarning.Code.SOLD_OUT_WITH_HOLDS,
            held.stream().mapToLong(quota -> quota.quota().held()).sum(),
            held.stream().map(quota -> quota.quota().quota().value()).toList()));
  }

  private static void add(List<LiveWarning> warnings, LiveWarning.Code code, List<String> names) {
    if (!names.isEmpty()) warnings.add(new LiveWarning(code, names.size(), names));
  }

  private static void add(List<LiveWarning> warnings, LiveWarning.Code code, long count) {
    if (count > 0) warnings.add(new LiveWarning(code, count));
  }
}
