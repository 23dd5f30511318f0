package id.kuota.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.database.ServerPlaces;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacesDecisionTest {

  private static final ServerPlaces FIFTY = new ServerPlaces(50, "max_connections = 53");

  @Test
  void whatFitsMayStart() {
    assertThat(PlacesDecision.refusal(50, 8, List.of(), FIFTY)).isEmpty();
    assertThat(PlacesDecision.refusal(20, 8, List.of(node("a:1", 30)), FIFTY)).isEmpty();
  }

  @Test
  void whatDoesNotFitIsToldWhatWould() {
    assertThat(PlacesDecision.refusal(20, 8, List.of(node("a:1", 18), node("b:1", 16)), FIFTY))
        .hasValue(
            "kuota.database.pool-size = 8: expected a node with at most 16 connections. This one"
                + " opens up to 20, the live nodes a:1, b:1 up to 34, and the server allows 50"
                + " (max_connections = 53). Set KUOTA_DATABASE_POOL_SIZE=4, or raise the limit.");
  }

  @Test
  void whereNoPoolSizeHelpsTheLimitIsTheRemedy() {
    assertThat(PlacesDecision.refusal(60, 8, List.of(), FIFTY).orElseThrow())
        .contains("no other node lives")
        .endsWith("Raise the limit by 10 at least.");
  }

  @Test
  void aNodeThatDoesNotSayIsTakenToOpenAsMany() {
    assertThat(PlacesDecision.refusal(26, 8, List.of(node("a:1", 0)), FIFTY)).isPresent();
    assertThat(PlacesDecision.refusal(25, 8, List.of(node("a:1", 0)), FIFTY)).isEmpty();
  }

  private static NodeLease node(String address, int connections) {
    return new NodeLease(1, "c", address, "1", Duration.ZERO, Set.of(), connections, true);
  }
}
