package id.kuota.http.cli.observe;

import id.kuota.http.node.StartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The configuration of Prometheus and Alertmanager on this machine.
 *
 * @param folder for files and data
 * @param rules the folder with recording.yml and alerts.yml
 * @param every how often nodes are read and rules are evaluated; whole seconds
 * @param webhook receives the alerts; without it they are seen on the pages alone
 */
public record MonitoringFiles(Path folder, Path rules, Duration every, Optional<URI> webhook) {

  private static final List<String> RULES = List.of("recording.yml", "alerts.yml");

  Path prometheus() {
    return folder.resolve("prometheus.yml");
  }

  Path alertmanager() {
    return folder.resolve("alertmanager.yml");
  }

  /**
   * Writes both files.
   *
   * @param port of Prometheus, which reads itself too
   * @param alertmanager port of Alertmanager, if there is one
   * @throws StartException if the rules are not there or a file cannot be written
   */
  void write(int port, OptionalInt alertmanager) {
    for (String file : RULES) {
      if (!Files.isReadable(rules.resolve(file))) {
        throw new StartException(
            "%s is not there: run this in a checkout of Kuota.".formatted(rules.resolve(file)));
      }
    }
    write(prometheus(), prometheus(port, alertmanager));
    write(alertmanager(), route());
  }

  /** Writes which nodes are read; Prometheus takes a change within seconds. */
  void writeNodes(List<String> nodes) {
    write(
        folder.resolve("nodes.json"),
        nodes.stream()
            .map(node -> '"' + node + '"')
            .collect(Collectors.joining(",", "[{\"targets\":[", "]}]\n")));
  }

  private String prometheus(int port, OptionalInt alertmanager) {
    return """
    global:
      scrape_interval: %1$ds
      scrape_timeout: %1$ds
      evaluation_interval: %1$ds
    rule_files: [%2$s]
    alerting:
      alertmanagers:
        - static_configs: [{targets: [%3$s]}]
    scrape_configs:
      - job_name: kuota
        file_sd_configs: [{files: [nodes.json], refresh_interval: 5s}]
      - job_name: prometheus
        static_configs: [{targets: ["127.0.0.1:%4$d"]}]
    """
        .formatted(
            every.toSeconds(),
            RULES.stream()
                .map(file -> '"' + rules.resolve(file).toAbsolutePath().toString() + '"')
                .collect(Collectors.joining(", ")),
            alertmanager.isPresent() ? "\"127.0.0.1:%d\"".formatted(alertmanager.getAsInt()) : "",
            port);
  }

  /** Groups wait as in deploy/observability/alertmanager.yml. */
  private String route() {
    return """
    route:
      receiver: here
      group_by: [alertname, severity]
      group_wait: 10s
      group_interval: 1m
    receivers:
      - name: here
    %s\
    """
        .formatted(
            webhook
                .map("    webhook_configs: [{url: \"%s\", send_resolved: true}]\n"::formatted)
                .orElse(""));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StartException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
