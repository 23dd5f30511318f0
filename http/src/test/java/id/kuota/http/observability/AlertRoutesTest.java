package id.kuota.http.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.deploy.DeployFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts reach those who can do something, by name, job and severity. */
final class AlertRoutesTest {

  private static final String FILE = "deploy/observability/alertmanager.yml";

  @Test
  void alertmanagerTakesTheConfiguration() throws Exception {
    assertThat(Tool.amtool().run(List.of("check-config", "alertmanager.yml")))
        .contains("SUCCESS")
        .contains("3 inhibit rules");
  }

  @ParameterizedTest
  @CsvSource({
    "'oncall,slack-kuota', alertname=PartnerOrderFailed severity=page job=kuota",
    "'oncall,slack-kuota', alertname=NodeLost severity=page job=kuota",
    "'slack-kuota', alertname=ProjectionLag severity=warning",
    "'slack-kuota', alertname=ExporterDown severity=warning job=haproxy",
    "'slack-kuota', alertname=ExporterDown severity=warning job=prometheus",
    "'mail-finance,slack-kuota', alertname=RefundsOverdue severity=warning",
    "'mail-finance,oncall,slack-kuota', alertname=OversellInvariantBroken severity=page",
    "'mail-finance,oncall,slack-kuota', alertname=ReconcileDifference severity=page",
    "'slack-gates', alertname=GateRefusals severity=warning",
    "'slack-gates', alertname=GateDevicesSilent severity=warning",
    "'oncall,mail-database', alertname=DiskFull severity=page job=machines",
    "'oncall,mail-database', alertname=WalArchiveFailing severity=page job=postgres",
    "'mail-database', alertname=ExporterDown severity=warning job=pgbouncer",
    "'mail-database,slack-kuota', alertname=BackupTooOld severity=warning",
    "'slack-kuota', alertname=Unknown"
  })
  void anAlertReaches(String receivers, String labels) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                "config",
                "routes",
                "test",
                "--config.file=alertmanager.yml",
                "--verify.receivers=" + receivers));
    command.addAll(List.of(labels.split(" ")));
    assertThat(Tool.amtool().run(command)).contains(receivers);
  }

  /** The loss of a node is told once, and not by everything that only the node measures. */
  @Test
  void aLostNodeSilencesItsSymptoms() {
    JsonNode rule = DeployFiles.yaml(FILE).getFirst().at("/inhibit_rules/0");
    assertThat(rule.at("/source_matchers/0").asText()).isEqualTo("alertname = \"NodeLost\"");
    assertThat(rule.at("/target_matchers/0").asText()).isEqualTo("scope = \"node\"");
    assertThat(rule.at("/equal/0").asText()).isEqualTo("instance");
    assertThat(
            DeployFiles.all(
                "scope: node}", DeployFiles.text("deploy/observability/rules/alerts.yml")))
        .as("alerts of a single node")
        .hasSize(3);
  }
}
