package id.kuota.http.edge.live;

import static id.kuota.http.edge.live.LivePictures.CALM;
import static id.kuota.http.edge.live.LivePictures.NO_REFUNDS;
import static id.kuota.http.edge.live.LivePictures.sale;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.edge.page.Language;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.testing.Samples;
import id.kuota.persistence.readmodel.LiveSale;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LiveWarningsTest {

  private static final CheckedQuota SOUND = new CheckedQuota(LivePictures.quota(), 77, true);

  @Test
  void aSaleAtWhichAllIsWellHasNone() {
    assertThat(LiveWarnings.of(LivePictures.calm())).isEmpty();
  }

  @Test
  void refundsAreCountedByWhatTheyNeed() {
    LiveSale owing = sale("s", new LiveSale.OpenRefunds(9, 4, 3, 2, 1, 900), CALM);

    assertThat(LiveWarnings.of(LivePictures.of(owing, SOUND, Samples.CLUSTER)))
        .containsExactly(
            new LiveWarning(LiveWarning.Code.REFUNDS_OVERDUE, 2),
            new LiveWarning(LiveWarning.Code.REFUNDS_IN_REVIEW, 3),
            new LiveWarning(LiveWarning.Code.REFUNDS_BY_HAND, 4),
            new LiveWarning(LiveWarning.Code.PAID_LATE, 1));
  }

  @Test
  void gatesAreWatched() {
    var gates = new LiveSale.Gates(1L, 0, 6, List.of(), 2);

    assertThat(
            LiveWarnings.of(LivePictures.of(sale("s", NO_REFUNDS, gates), SOUND, Samples.CLUSTER)))
        .containsExactly(
            new LiveWarning(LiveWarning.Code.GATE_CONFLICTS, 6),
            new LiveWarning(LiveWarning.Code.DEVICES_SILENT, 2));
  }

  @Test
  void aQuotaThatDoesNotAddUpComesFirst() {
    var unsound = new CheckedQuota(LivePictures.quota(), 76, false);

    assertThat(LiveWarnings.of(LivePictures.of(sale(), unsound, null)))
        .containsExactly(
            new LiveWarning(LiveWarning.Code.SUMS_DIFFER, 1, List.of("coldplay-jakarta-2023.cat1")),
            new LiveWarning(LiveWarning.Code.CLUSTER_UNKNOWN, 1));
  }

  @Test
  void aSoldOutQuotaWithHoldsMaySellAgain() {
    var soldOut = new CheckedQuota(new LiveSale.Quota(LivePictures.CAT1, 23, 3, 20, 0, 7), 0, true);

    assertThat(LiveWarnings.of(LivePictures.of(sale(), soldOut, Samples.CLUSTER)))
        .containsExactly(
            new LiveWarning(
                LiveWarning.Code.SOLD_OUT_WITH_HOLDS, 3, List.of("coldplay-jakarta-2023.cat1")));
  }

  @Test
  void anOpenBreakerIsNamedAndOneThatTriesIsNot() {
    assertThat(
            LiveWarnings.of(
                LivePictures.of(
                    sale(), SOUND, Samples.CLUSTER, GatewayCalls.BreakerState.HALF_OPEN)))
        .isEmpty();
    assertThat(
            LiveWarnings.of(
                LivePictures.of(sale(), SOUND, Samples.CLUSTER, GatewayCalls.BreakerState.OPEN)))
        .containsExactly(new LiveWarning(LiveWarning.Code.BREAKER_OPEN, 1, List.of("fake")));
  }

  @Test
  void projectionsThatStandOrLagAreNamed() {
    ClusterJson cluster =
        LivePictures.cluster(
            Samples.CLUSTER.members(),
            List.of(
                projection("sales", "failed", 90_000),
                projection("wake", "catching_up", 5_001),
                projection("orders", "catching_up", 5_000)));

    assertThat(LiveWarnings.of(LivePictures.of(sale(), SOUND, cluster)))
        .containsExactly(
            new LiveWarning(LiveWarning.Code.PROJECTION_STOPPED, 1, List.of("sales")),
            new LiveWarning(LiveWarning.Code.PROJECTION_LAGGING, 1, List.of("wake")));
  }

  @Test
  void aNodeIsLostIfItIsUnreachableOrSilentOrLate() {
    var late = new ClusterJson.Lease(7, "late", "0.1.0", Samples.NOW, 9_000, List.of());
    ClusterJson cluster =
        LivePictures.cluster(
            List.of(
                new ClusterJson.Member("a:1", "up", true, false, null, List.of()),
                new ClusterJson.Member("b:1", "up", false, false, null, List.of()),
                new ClusterJson.Member("c:1", "up", true, true, null, List.of()),
                new ClusterJson.Member("d:1", "up", true, false, late, List.of())),
            List.of());

    assertThat(LiveWarnings.of(LivePictures.of(sale(), SOUND, cluster)))
        .containsExactly(
            new LiveWarning(LiveWarning.Code.NODE_LOST, 3, List.of("b:1", "c:1", "d:1")));
  }

  @ParameterizedTest
  @EnumSource(LiveWarning.Code.class)
  void eachSaysWhatItIsAndWhatToDoInBothLanguages(LiveWarning.Code code) {
    var warning = new LiveWarning(code, 3, List.of("first", "second", "third", "fourth"));

    String english = LiveTexts.in(Language.ENGLISH).of(warning);
    String indonesian = LiveTexts.in(Language.INDONESIAN).of(warning);

    assertThat(english).isNotEqualTo(indonesian);
    assertThat(List.of(english, indonesian))
        .allSatisfy(
            text -> {
              assertThat(text).doesNotContain("{", "null", "fourth").endsWith(".");
              assertThat(text.split("\\. ", -1)).hasSizeGreaterThanOrEqualTo(2);
            });
  }

  private static ClusterJson.Projection projection(String name, String state, long lagMs) {
    return new ClusterJson.Projection(name, state, "a:1", 9, 0, lagMs, null);
  }
}
