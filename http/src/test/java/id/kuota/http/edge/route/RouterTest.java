package id.kuota.http.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RouterTest {

  private static final Handler NEVER =
      context -> context.refuse(Problem.of(ProblemCode.INTERNAL_ERROR));
  private static final Route HOME = Route.get("/", NEVER);
  private static final Route PLACE = Route.post("/v1/orders", NEVER);
  private static final Route ORDER = Route.get("/v1/orders/{order}", NEVER);
  private static final Route STATS = Route.get("/v1/orders/stats", NEVER);
  private static final Route CANCEL = Route.post("/v1/orders/{order}/cancel", NEVER);

  private static final Router ROUTER =
      new Router(List.of(() -> List.of(HOME, PLACE, ORDER), () -> List.of(STATS, CANCEL)));

  @Test
  void aRouteIsFoundWithItsParameters() {
    assertThat(ROUTER.find("GET", "/")).isEqualTo(new Router.Match(HOME, Map.of()));
    assertThat(ROUTER.find("GET", "/v1/orders/o1"))
        .isEqualTo(new Router.Match(ORDER, Map.of("order", "o1")));
    assertThat(ROUTER.find("POST", "/v1/orders/o1/cancel"))
        .isEqualTo(new Router.Match(CANCEL, Map.of("order", "o1")));
  }

  @Test
  void aFixedSegmentGoesBeforeAParameter() {
    assertThat(ROUTER.find("GET", "/v1/orders/stats")).isEqualTo(new Router.Match(STATS, Map.of()));
  }

  @Test
  void anotherMethodIsToldFromAnotherAddress() {
    assertThat(ROUTER.find("PUT", "/v1/orders")).isEqualTo(new Router.OtherMethods(List.of(PLACE)));
    for (String path : List.of("/v1", "/v1/", "/v1/orders/", "//v1/orders", "/v1/orders/a/b", "")) {
      assertThat(ROUTER.find("GET", path)).as(path).isEqualTo(new Router.Nothing());
    }
  }

  @Test
  void twoRoutesForOneAddressAreAMistake() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Router(List.of(() -> List.of(PLACE), () -> List.of(PLACE))));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> new Router(List.of(() -> List.of(ORDER, Route.get("/v1/orders/{id}/x", NEVER)))));
  }
}
