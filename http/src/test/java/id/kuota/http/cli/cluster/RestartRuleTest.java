package id.kuota.http.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A process that fails is started again, and one that keeps failing less and less often. */
class RestartRuleTest {

  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(2);

  private final RestartRule rule = new RestartRule();

  @Test
  void pausesDoubleAndHaveABound() {
    assertThat(rule.after(75, SHORT)).contains(Duration.ofSeconds(1));
    assertThat(rule.after(137, SHORT)).contains(Duration.ofSeconds(2));
    assertThat(rule.after(2, SHORT)).contains(Duration.ofSeconds(4));
    for (int i = 0; i < 4; i++) assertThat(rule.after(2, SHORT)).isPresent();
    assertThat(rule.after(2, SHORT)).contains(Duration.ofSeconds(30));
    assertThat(rule.after(2, SHORT)).as("the ninth failure in a row").isEmpty();
  }

  @Test
  void aGoodRunStartsOver() {
    for (int i = 0; i < 5; i++) assertThat(rule.after(2, SHORT)).isPresent();
    assertThat(rule.after(137, LONG)).contains(Duration.ofSeconds(1));
  }

  @Test
  void aProcessThatWasAskedToEndStaysDown() {
    assertThat(rule.after(0, LONG)).isEmpty();
    assertThat(rule.after(143, LONG)).isEmpty();
  }
}
