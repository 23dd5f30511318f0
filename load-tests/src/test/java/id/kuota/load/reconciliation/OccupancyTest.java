package id.kuota.load.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.load.server.OrderAnswer;
import id.kuota.load.server.OrderStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OccupancyTest {

  private final Occupancy occupancy = new Occupancy();

  @Test
  void whatWasGivenBackBeforeCanBeTakenAgain() {
    occupancy.add(order(OrderStatus.EXPIRED, 0, 10), 4);
    occupancy.add(order(OrderStatus.CANCELLED, 10, 20), 4);
    assertThat(occupancy.peak()).isEqualTo(4);
  }

  @Test
  void whatTwoHadAtOnceCountsTwiceHoweverShortItWas() {
    occupancy.add(order(OrderStatus.EXPIRED, 0, 10), 4);
    occupancy.add(order(OrderStatus.CANCELLED, 9, 20), 3);
    assertThat(occupancy.peak()).isEqualTo(7);
  }

  @Test
  void aPaidOrderKeepsItsUnits() {
    occupancy.add(order(OrderStatus.PAID, 0, 1), 2);
    occupancy.add(order(OrderStatus.EXPIRED, 50, 60), 1);
    assertThat(occupancy.peak()).isEqualTo(3);
  }

  private static OrderAnswer order(OrderStatus status, long placed, long ended) {
    return new OrderAnswer(
        "ord_1",
        "sale",
        status,
        "IDR",
        List.of(),
        0,
        Instant.ofEpochSecond(placed),
        Instant.ofEpochSecond(placed + 10),
        Instant.ofEpochSecond(ended),
        List.of(),
        false);
  }
}
