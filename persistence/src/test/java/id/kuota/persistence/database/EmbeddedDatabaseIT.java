package id.kuota.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

  @TempDir Path directory;

  @Test
  void keepsItsDataOverARestartAndFlushesIt() throws SQLException {
    try (var embedded = EmbeddedDatabase.start(directory);
        var database = Database.open(embedded.settings())) {
      execute(database, "CREATE TABLE note (text text)");
      execute(database, "INSERT INTO note VALUES ('still here')");
      assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(ask(database, "SHOW max_connections")).isEqualTo("60");
      assertThat(ask(database, "SHOW server_version")).startsWith(EmbeddedServer.VERSION + ".");
    }
    int port = freePort();
    try (var embedded = EmbeddedDatabase.start(directory, port);
        var database = Database.open(embedded.settings())) {
      assertThat(embedded.settings().url()).contains(":" + port + "/");
      assertThat(ask(database, "SELECT text FROM note")).isEqualTo("still here");
    }
  }

  @Test
  void stopsTheServerThatAKilledKuotaLeftBehind() throws Exception {
    Process killed =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                KeptOpen.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String url;
    try (var said = killed.inputReader()) {
      url = said.lines().filter(line -> line.startsWith("jdbc:")).findFirst().orElseThrow();
    }
    killed.destroyForcibly().waitFor();

    try (var embedded = EmbeddedDatabase.start(directory);
        var database = Database.open(embedded.settings())) {
      assertThat(ask(database, "SELECT text FROM note")).isEqualTo("kept");
      assertThat(embedded.settings().url()).isNotEqualTo(url);
    }
  }

  /** A process that starts a database, tells where, and waits to be killed. */
  static final class KeptOpen {
    private KeptOpen() {}

    static void main(String[] arguments) throws Exception {
      var embedded = EmbeddedDatabase.start(Path.of(arguments[0]));
      try (var database = Database.open(embedded.settings())) {
        execute(database, "CREATE TABLE note AS SELECT 'kept' AS text");
      }
      System.out.println(embedded.settings().url());
      Thread.currentThread().join();
    }
  }

  @Test
  void startsAlthoughTheNumberOfADeadServerBelongsToAnotherProcessNow() throws Exception {
    EmbeddedDatabase.start(directory).close();
    Files.writeString(
        directory.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

    try (var embedded = EmbeddedDatabase.start(directory);
        var database = Database.open(embedded.settings())) {
      assertThat(ask(database, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void refusesADirectoryThatIsInUse() {
    try (var _ = EmbeddedDatabase.start(directory)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
          .isInstanceOf(EmbeddedDatabaseException.class)
          .hasMessageContaining("in use by another running Kuota")
          .hasMessageContaining(directory.toString());
    }
  }

  @Test
  void refusesADatabaseThatItCannotStartAndNamesTheReason() throws IOException {
    EmbeddedDatabase.start(directory).close();

    Path version = directory.resolve("data/PG_VERSION");
    Files.writeString(version, "14\n");
    assertRefused("made by PostgreSQL 14, and this is PostgreSQL 17");
    Files.writeString(version, EmbeddedServer.VERSION + "\n");

    Path ready = directory.resolve("ready");
    Files.delete(ready);
    assertRefused("first start of the database");
    Files.createFile(ready);

    Path control = directory.resolve("data/global/pg_control");
    byte[] whole = Files.readAllBytes(control);
    Files.write(control, new byte[whole.length]);
    assertRefused("did not start: FATAL:  database files are incompatible with server");

    Files.delete(control);
    assertRefused("damaged: files of PostgreSQL are missing");

    Files.write(control, whole);
    EmbeddedDatabase.start(directory).close(); // Nothing was changed by the refusals.
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesADirectoryOfSomethingElse() throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/holiday.txt"), "sun");

    assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("holds no PostgreSQL database");
    assertThat(directory.resolve("data/holiday.txt")).hasContent("sun");
  }

  @Test
  void refusesADirectoryThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");

    assertThatThrownBy(() -> EmbeddedDatabase.start(file))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void refusesAPortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory, taken.getLocalPort()))
          .isInstanceOf(EmbeddedDatabaseException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("taken");
    }
    EmbeddedDatabase.start(directory).close(); // A refusal leaves nothing locked.
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(Database database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
