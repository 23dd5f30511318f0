package id.kuota.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.Bench;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.surroundings.BenchServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpSuiteIT {

  /** The numbers of a blink mean nothing; that a cold node was asked and kept its books does. */
  @Test
  void everythingIsMeasuredOnRealServers(@TempDir Path folder) throws Exception {
    try (var server = BenchServer.start(folder.resolve("postgres"))) {
      var bench = new Bench(Effort.quickly(), server, List.of(), List.of(), doing -> {});

      SuiteResult result = new HttpSuite().run(bench);

      assertThat(result.violations()).isEmpty();
      assertThat(result.tables().getFirst().rows())
          .extracting(row -> row.of().get("request"))
          .containsExactly(
              "bare Pekko HTTP",
              "orders",
              "orders, limit per buyer",
              "refusals: sold out",
              "availability");
      assertThat(result.tables().getFirst().rows()).allSatisfy(HttpSuiteIT::hasItsFigures);
      assertThat(result.goals()).hasSize(2);
    }
  }

  private static void hasItsFigures(Row row) {
    assertThat(row.figures())
        .extracting(figure -> figure.name())
        .contains("answers", "of bare", "p50", "p99", "server", "database", "client");
    assertThat(row.value("server")).isPositive();
  }
}
