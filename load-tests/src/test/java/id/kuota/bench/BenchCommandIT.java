package id.kuota.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, one round of a blink of each suite. */
final class BenchCommandIT {

  /** Those that verify has time for. */
  private static final List<String> FIRST = List.of("disk", "quota", "engine");

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
  void theFirstSuitesMeasureAndTheirBooksBalance() throws IOException {
    assertThat(Main.commandLine().execute("--quick", "--suite", String.join(",", FIRST))).isZero();
    assertThat(measured()).isEqualTo(FIRST);
    assertThat(only("quota-plus-0-ms.svg")).isNotEmptyFile();
    assertThat(only("bench.json").resolveSibling("postgres")).doesNotExist();
  }

  /** Takes two minutes: {@code ./kuota verify -Dkuota.bench.lab=true}. */
  @Test
  @EnabledIfSystemProperty(named = "kuota.bench.lab", matches = "true")
  void everyOtherSuiteMeasuresAndItsBooksBalance() throws IOException {
    List<String> others = names(suite -> !FIRST.contains(suite.name()));
    assertThat(Main.commandLine().execute("--quick", "--suite", String.join(",", others))).isZero();
    assertThat(measured()).isEqualTo(others);
  }

  private List<String> measured() throws IOException {
    JsonNode result = JsonMapper.builder().build().readTree(only("bench.json").toFile());
    assertThat(result.path("machine").path("its settings").asText()).contains("fsync on");
    var measured = new ArrayList<String>();
    for (JsonNode suite : result.path("suites")) {
      measured.add(suite.path("suite").asText());
      assertThat(suite.path("violations")).isEmpty();
      for (JsonNode table : suite.path("tables")) {
        assertThat(table.path("rows")).isNotEmpty();
        table.path("rows").forEach(row -> assertThat(row.path("figures")).isNotEmpty());
      }
    }
    return measured;
  }

  private static List<String> names(Predicate<Suite> which) {
    return BenchCommand.SUITES.stream().filter(which).map(Suite::name).toList();
  }

  @Test
  void aSuiteThatDoesNotExistIsRefused() {
    var said = new StringWriter();
    int code = Main.commandLine().setErr(new PrintWriter(said, true)).execute("--suite", "quotes");
    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("there is no suite 'quotes'; there are disk, quota");
  }

  private Path only(String name) throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      List<Path> found = files.filter(file -> file.endsWith(name)).toList();
      assertThat(found).as(name).hasSize(1);
      return found.getFirst();
    }
  }
}
