package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.cluster.ClusterRoutes;
import org.junit.jupiter.api.Test;

/** Without a lease a node answers nothing from memory, and says how the cluster is. */
class LeasedEdgeTest {

  @Test
  void onlyWhatRemembersNothingIsAnsweredWithoutALease() {
    assertThat(LeasedEdge.needsLease("/v1/orders")).isTrue();
    assertThat(LeasedEdge.needsLease("/v1/admin/clusters")).isTrue();
    assertThat(LeasedEdge.needsLease(ClusterRoutes.PATH)).isFalse();
    assertThat(LeasedEdge.needsLease("/healthz")).isFalse();
    assertThat(LeasedEdge.needsLease("/docs")).isFalse();
  }
}
