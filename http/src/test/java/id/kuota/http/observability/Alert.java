package id.kuota.http.observability;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.deploy.DeployFiles;
import java.util.List;

/** A rule of rules/alerts.yml; an alert may have several. */
record Alert(
    String name,
    String expression,
    String severity,
    String summary,
    String description,
    String runbook) {

  static List<Alert> all() {
    return DeployFiles.yaml("deploy/observability/rules/alerts.yml")
        .getFirst()
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream())
        .map(Alert::of)
        .toList();
  }

  private static Alert of(JsonNode rule) {
    JsonNode annotations = rule.path("annotations");
    return new Alert(
        rule.path("alert").asText(),
        rule.path("expr").asText(),
        rule.at("/labels/severity").asText(),
        annotations.path("summary").asText(),
        annotations.path("description").asText(),
        annotations.path("runbook_url").asText());
  }
}
