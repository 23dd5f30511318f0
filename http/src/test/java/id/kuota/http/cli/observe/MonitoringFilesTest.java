package id.kuota.http.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.http.deploy.DeployFiles;
import id.kuota.http.node.StartException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MonitoringFilesTest {

  private static final Path RULES = DeployFiles.ROOT.resolve("deploy/observability/rules");
  private static final Duration EVERY = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @Test
  void prometheusReadsTheNodesAndTheRules() throws Exception {
    var files = new MonitoringFiles(folder, RULES, EVERY, Optional.empty());
    files.write(9090, OptionalInt.of(9093));
    files.writeNodes(List.of("127.0.0.1:9095", "127.0.0.1:9195"));
    assertThat(Files.readString(files.prometheus()))
        .contains("scrape_interval: 5s")
        .contains("\"%s\"".formatted(RULES.resolve("alerts.yml").toAbsolutePath()))
        .contains("targets: [\"127.0.0.1:9093\"]");
    assertThat(folder.resolve("nodes.json"))
        .hasContent("[{\"targets\":[\"127.0.0.1:9095\",\"127.0.0.1:9195\"]}]");
  }

  @Test
  void alertsGoToTheWebhookIfThereIsOne() throws Exception {
    var files =
        new MonitoringFiles(folder, RULES, EVERY, Optional.of(URI.create("http://127.0.0.1:1/")));
    files.write(9090, OptionalInt.empty());
    assertThat(Files.readString(files.alertmanager()))
        .contains("webhook_configs: [{url: \"http://127.0.0.1:1/\", send_resolved: true}]");
    assertThat(Files.readString(files.prometheus())).contains("targets: []");
  }

  @Test
  void withoutTheRulesItSaysWhereTheyShouldBe() {
    var files = new MonitoringFiles(folder, folder.resolve("none"), EVERY, Optional.empty());
    assertThatThrownBy(() -> files.write(9090, OptionalInt.empty()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(folder.resolve("none/recording.yml").toString())
        .hasMessageContaining("run this in a checkout of Kuota");
  }
}
