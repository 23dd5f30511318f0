package id.kuota.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kuota through a PgBouncer, where one is installed; without one the tests say so. */
class PoolerIT {

  private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void theServerItselfSharesNothing() throws SQLException {
    try (var embedded = TestDatabase.fresh()) {
      assertThat(Pooler.sharesSessions(embedded.settings())).isFalse();
    }
  }

  @Test
  void sessionsAreKeptInSessionModeAndSharedInTransactionMode() throws Exception {
    assumeTrue(Files.isExecutable(PGBOUNCER), "SKIPPED: no " + PGBOUNCER + " on this machine");
    try (var embedded = TestDatabase.fresh()) {
      try (var bouncer = Bouncer.start(folder, "session", embedded.settings());
          var database = Database.open(bouncer.settings())) {
        assertThat(Pooler.sharesSessions(bouncer.settings())).isFalse();
        assertThat(database.migrate()).isPositive();
        try (var connection = database.dataSource().getConnection();
            var statement = connection.createStatement();
            var rows = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
          rows.next();
          assertThat(rows.getString(1)).isEqualTo("4s");
        }
      }
      try (var bouncer = Bouncer.start(folder, "transaction", embedded.settings())) {
        assertThat(Pooler.sharesSessions(bouncer.settings())).isTrue();
      }
    }
  }

  /** A PgBouncer of its own before a database. */
  private record Bouncer(Process process, DatabaseSettings settings) implements AutoCloseable {

    static Bouncer start(Path folder, String mode, DatabaseSettings server) throws IOException {
      int port = freePort();
      String address = server.url().replaceFirst("jdbc:postgresql://localhost:", "");
      Path settings = folder.resolve(mode + ".ini");
      Files.writeString(
          settings,
          """
          [databases]
          kuota = host=localhost port=%s dbname=%s user=%s
          [pgbouncer]
          listen_addr = localhost
          listen_port = %d
          auth_type = any
          unix_socket_dir =
          pool_mode = %s
          ignore_startup_parameters = extra_float_digits
          """
              .formatted(
                  address.substring(0, address.indexOf('/')),
                  address.substring(address.indexOf('/') + 1),
                  server.user(),
                  port,
                  mode));
      var command = new ArrayList<>(List.of(PGBOUNCER.toString(), "-q"));
      if ("root".equals(System.getProperty("user.name"))) {
        command.addAll(List.of("-u", "nobody")); // It refuses to run as root.
        folder.toFile().setExecutable(true, false);
        folder.toFile().setReadable(true, false);
      }
      command.add(settings.toString());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(mode + ".log").toFile())
              .start();
      var through =
          new DatabaseSettings(
              "jdbc:postgresql://localhost:%d/kuota".formatted(port), server.user(), "", 4);
      await().atMost(PATIENCE).until(() -> new DatabaseProbe(through).trouble().isEmpty());
      return new Bouncer(process, through);
    }

    private static int freePort() throws IOException {
      try (var socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      }
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
  }
}
