package id.kuota.http.cli;

import id.kuota.persistence.database.DatabaseSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a development node writes down for other commands while it runs.
 *
 * @param metrics where the metrics of its nodes are read, as host and port; empty: they keep none
 */
record RunningNode(
    String url,
    String operatorKey,
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    long processId,
    List<String> metrics) {

  /** A node of an earlier build wrote no metrics down. */
  RunningNode {
    metrics = List.copyOf(Objects.requireNonNullElse(metrics, List.of()));
  }

  /** Returns the node of this project, if one is running. */
  static Optional<RunningNode> find() {
    return PrivateFile.read(ProjectHome.find().nodeFile(), RunningNode.class)
        .filter(
            node -> ProcessHandle.of(node.processId()).filter(ProcessHandle::isAlive).isPresent());
  }

  /** Omits the keys. */
  @Override
  public String toString() {
    return "RunningNode[url=%s, processId=%d]".formatted(url, processId);
  }

  DatabaseSettings database() {
    return new DatabaseSettings(databaseUrl, databaseUser, databasePassword, 4);
  }
}
