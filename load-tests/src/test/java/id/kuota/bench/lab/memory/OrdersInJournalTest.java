package id.kuota.bench.lab.memory;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.load.server.QuotaAnswer;
import org.junit.jupiter.api.Test;

final class OrdersInJournalTest {

  private static final OrdersInJournal ORDERS = new OrdersInJournal(100, 10, 20, 70, 1);
  private static final QuotaAnswer QUOTA = new QuotaAnswer("s.q", 1_000, 989, 0, 11, 0);

  @Test
  void booksThatAgreeAreFine() {
    assertThat(ORDERS.against(100, 0, QUOTA)).isEmpty();
    assertThat(ORDERS.against(98, 2, QUOTA)).isEmpty();
  }

  @Test
  void anOrderThatIsLostOrInventedIsFound() {
    assertThat(ORDERS.against(101, 5, QUOTA)).hasSize(1);
    assertThat(ORDERS.against(97, 2, QUOTA)).hasSize(1);
  }

  @Test
  void anOrderWithoutAnEndIsFound() {
    assertThat(new OrdersInJournal(100, 10, 20, 69, 1).against(100, 0, QUOTA)).hasSize(1);
  }

  @Test
  void unpaidUnitsAreFound() {
    var oneMore = new QuotaAnswer("s.q", 1_000, 988, 0, 12, 0);
    assertThat(ORDERS.against(100, 0, oneMore)).hasSize(1);
    var stillHeld = new QuotaAnswer("s.q", 1_000, 988, 1, 11, 1);
    assertThat(ORDERS.against(100, 0, stillHeld)).hasSize(1);
    var oneLost = new QuotaAnswer("s.q", 1_000, 988, 0, 11, 0);
    assertThat(ORDERS.against(100, 0, oneLost)).hasSize(1);
  }
}
