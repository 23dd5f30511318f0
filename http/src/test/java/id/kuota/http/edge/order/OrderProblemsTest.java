package id.kuota.http.edge.order;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.http.edge.problem.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OrderProblemsTest {

  @ParameterizedTest
  @EnumSource(OrderRefusal.class)
  void everyRefusalIsAProblemOfTheCaller(OrderRefusal refusal) {
    Problem problem = OrderProblems.of(new OrderRefused(refusal, List.of(1), 3L));

    assertThat(problem.code().status())
        .as("a refusal is expected, so it is never an internal error")
        .isNotEqualTo(500);
    assertThat(problem.faults())
        .allSatisfy(fault -> assertThat(fault.pointer()).startsWith("/lines/1"));
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderRefusal.class,
      names = {"IN_PROGRESS", "TAKEN_FOR_NOW", "OVERLOADED", "UNANSWERED"})
  void whatMayChangeByItselfSaysWhenToAskAgain(OrderRefusal refusal) {
    assertThat(OrderProblems.of(OrderRefused.of(refusal)).retryAfter()).isNotNull();
  }
}
