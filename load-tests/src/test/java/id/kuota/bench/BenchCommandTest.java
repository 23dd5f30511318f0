package id.kuota.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.result.BenchResult;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BenchCommandTest {

  @Test
  void booksThatDoNotBalanceFailTheRun() {
    assertThat(BenchCommand.exitCode(result(List.of(), List.of(new Violation("here", "planted")))))
        .isEqualTo(1);
  }

  @Test
  void aMissedGoalDoesNot() {
    List<Goal> missed = List.of(Goal.atLeast("orders", 15_000, 1, "1/s"));
    assertThat(BenchCommand.exitCode(result(missed, List.of()))).isZero();
  }

  private static BenchResult result(List<Goal> goals, List<Violation> violations) {
    var suite = new SuiteResult("quota", List.of(), List.of(), goals, violations);
    return new BenchResult(Instant.EPOCH, "./kuota bench", Map.of(), List.of(suite));
  }
}
