package id.kuota.http.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.route.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which routes have a limit by address. */
final class CallerLimitsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/gates/{gate}/redeem",
        "/v1/check-ins",
        "/v1/device/heartbeat",
        "/v1/payments/{gateway}/notifications",
        "/",
        "/console",
        "/exports/{link}"
      })
  void gatesPaymentsAndPagesAreNotOfTheCrowd(String path) {
    assertThat(Route.post(path, context -> context.refuse(Problem.overloaded())).isOfTheCrowd())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/orders", "/v1/sales/{sale}/availability", "/v1/devices"})
  void whatBuyersAskForIs(String path) {
    assertThat(Route.get(path, context -> context.refuse(Problem.overloaded())).isOfTheCrowd())
        .isTrue();
  }
}
