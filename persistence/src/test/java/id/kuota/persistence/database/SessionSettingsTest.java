package id.kuota.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theServerFreesWhatASilentNodeHoldsInTime() {
    assertThat(SessionSettings.SILENT_TRANSACTION).isLessThan(SessionSettings.LOCK_MAX);
    assertThat(SessionSettings.UNTAKEN_ANSWER).isLessThan(SessionSettings.LOCK_MAX);
    assertThat(SessionSettings.GONE_PEER)
        .as("a place of the server is free before a supervisor gives a restarted node up")
        .isLessThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void theDriverGivesUpLaterThanTheServer() {
    assertThat(Database.SOCKET_TIMEOUT).isGreaterThan(Database.STATEMENT_TIMEOUT);
  }

  @Test
  void oneStatementSetsThemAll() {
    String sql = SessionSettings.of(SECOND).and(Map.of("enable_sort", "off")).sql();
    assertThat(sql)
        .startsWith("SELECT set_config('enable_sort', 'off', false), ")
        .contains("set_config('statement_timeout', '1000ms', false)")
        .contains("set_config('idle_in_transaction_session_timeout', '4000ms', false)")
        .contains("set_config('tcp_user_timeout', '4000ms', false)")
        .doesNotContain(";");
  }

  @Test
  void aShorterBoundHoldsForEveryWait() {
    assertThat(SessionSettings.within(SECOND).values())
        .containsEntry("statement_timeout", "1000ms")
        .containsEntry("idle_in_transaction_session_timeout", "1000ms")
        .containsEntry("tcp_user_timeout", "1000ms");
  }
}
