package id.kuota.http.cli;

import java.nio.file.Path;

/**
 * Where a development node keeps what must outlive it: {@code .kuota} beside the launcher, or in
 * the current folder.
 */
record ProjectHome(Path folder) {

  static ProjectHome find() {
    return new ProjectHome(Path.of(System.getProperty("kuota.home", ".")).resolve(".kuota"));
  }

  Path databaseFolder() {
    return folder.resolve("postgres");
  }

  Path secretsFile() {
    return folder.resolve("secrets.json");
  }

  /** Returns what other commands need to know of the running node. */
  Path nodeFile() {
    return folder.resolve("node.json");
  }

  /** Returns where `kuota cluster` keeps what it removes at its end. */
  Path clusterFolder() {
    return folder.resolve("cluster");
  }

  Path logFile() {
    return folder.resolve("kuota.log");
  }

  /** Returns where `kuota observe` keeps what it removes at its end. */
  Path observeFolder() {
    return folder.resolve("observe");
  }

  /** Returns the rules of Prometheus that the project ships. */
  Path rulesFolder() {
    return folder.resolveSibling("deploy").resolve("observability").resolve("rules");
  }
}
