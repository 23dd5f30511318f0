package id.kuota.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.cli.cluster.LocalNode;
import id.kuota.http.edge.json.Json;
import id.kuota.http.testing.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a node says of its cluster, for people. */
class ClusterPictureTest {

  @Test
  void theStatusShowsItAsTables() {
    assertThat(new ClusterPicture(Samples.CLUSTER).lines())
        .containsExactly(
            "as a:1 sees it: 2 nodes, all live and in touch; 1 move is under way.",
            "member        status   version  entities  shards of: quota",
            "a:1 (oldest)  up       0.1.0           3                12",
            "b:1           joining  -               0                 -",
            "hot quota                   lives at   available  held  batches/s",
            "coldplay-jakarta-2023.cat1  a:1               90     2       41.5",
            "coldplay-jakarta-2023.cat2  (no node)         -1     2          -",
            "projection  state       node  applied  behind    lag",
            "sales       up_to_date  a:1         9       0  0.0 s",
            "moves: node b:1: it joins");
  }

  @Test
  void theNodesOfThisMachineAreShownWithTheirProcesses() {
    var nodes =
        List.of(
            new ClusterTable.Row(1, 4711, "http://x:1", "a:1", LocalNode.State.READY),
            new ClusterTable.Row(2, 0, "http://x:2", "b:1", LocalNode.State.RESTARTING));
    assertThat(new ClusterTable(nodes, Optional.of(Samples.CLUSTER)).lines())
        .containsExactly(
            "",
            "node           process  API         in the cluster as  member      shards  entities",
            "1  ready       4711     http://x:1  a:1                up, oldest      12         3",
            "2  restarting  -        http://x:2  b:1                joining          0         0",
            "2 nodes, all live and in touch; 1 move is under way.",
            "hot: coldplay-jakarta-2023.cat1 lives at a:1: 90 available, 2 held",
            "hot: coldplay-jakarta-2023.cat2 lives at no node now: -1 available, 2 held");
    assertThat(new ClusterTable(nodes, Optional.empty()).lines()).hasSize(4);
  }

  @Test
  void theCommandReadsWhatTheNodeWrites() throws IOException {
    assertThat(NodeApi.read(Json.bytes(Samples.CLUSTER))).isEqualTo(Samples.CLUSTER);
  }
}
