package id.kuota.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.load.server.Json;
import id.kuota.load.stub.Fault;
import id.kuota.load.stub.StubServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, Gatling included, for a few seconds against a small server. */
final class FlashSaleCommandIT {

  @TempDir private Path project = Path.of("set by JUnit");
  private String homeBefore = "";

  @BeforeEach
  void useTheProject() {
    homeBefore = System.getProperty("kuota.home", "");
    System.setProperty("kuota.home", project.toString());
  }

  @AfterEach
  void useWhatWasBefore() {
    System.setProperty("kuota.home", homeBefore);
  }

  @Test
  void aServerThatKeepsItsWordPasses() throws IOException {
    try (StubServer stub = StubServer.honest(InstantSource.system())) {
      writeNodeFile(stub);
      assertThat(load("--sale", "smoke", "--max-p99", "10s", "--min-rate", "10")).isZero();
    }
    JsonNode summary = summary("smoke");
    assertThat(summary.path("violations")).isEmpty();
    assertThat(summary.path("report_compared").asBoolean()).isTrue();
    JsonNode orders = summary.path("orders");
    assertThat(orders.path("held").asLong()).isGreaterThan(50);
    assertThat(orders.path("unknown").asLong()).isZero();
    assertThat(orders.path("ended").path("paid").asLong()).isPositive();
    assertThat(orders.path("ended").path("expired").asLong()).isPositive();
    assertThat(orders.path("ended").path("cancelled").asLong()).isPositive();
    assertThat(orders.path("refused").path("purchase_limit_reached").asLong()).isPositive();
    assertThat(Path.of(summary.path("gatling").asText())).isNotEmptyFile();
  }

  @Test
  void aServerThatBreaksItsWordFails() throws IOException {
    try (StubServer stub = StubServer.with(Fault.ISSUES_THE_SAME_TICKETS, InstantSource.system())) {
      writeNodeFile(stub);
      assertThat(load("--sale", "broken")).isEqualTo(1);
    }
    assertThat(summary("broken").path("violations").findValuesAsText("kind"))
        .contains("TICKET_TWICE");
  }

  @Test
  void saysWhatIsMissing() {
    var errors = new StringWriter();
    int code =
        Main.commandLine().setErr(new PrintWriter(errors, true)).execute("flash-sale", "--rate=1");
    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("--url is missing").contains("./kuota dev");
  }

  private static int load(String... more) {
    var arguments =
        new ArrayList<>(
            List.of("flash-sale", "--rate=40", "--ramp=1s", "--duration=2s", "--hold=2s"));
    arguments.addAll(List.of("--push=20", "--seed=42", "--settle=20s"));
    arguments.addAll(List.of(more));
    return Main.commandLine().execute(arguments.toArray(String[]::new));
  }

  private void writeNodeFile(StubServer stub) throws IOException {
    Path file = project.resolve(".kuota").resolve("node.json");
    Files.createDirectories(file.resolveSibling("load"));
    Files.writeString(
        file,
        "{\"url\":\"%s\",\"operator_key\":\"%s\"}"
            .formatted(stub.node().url(), stub.node().operatorKey()));
  }

  private JsonNode summary(String run) throws IOException {
    Path file = project.resolve(".kuota").resolve("load").resolve(run).resolve("summary.json");
    return Json.MAPPER.readTree(file.toFile());
  }
}
