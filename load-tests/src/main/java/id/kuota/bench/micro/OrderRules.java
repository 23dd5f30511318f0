package id.kuota.bench.micro;

import id.kuota.engine.Decision;
import id.kuota.engine.order.Order;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An order of one line that is placed. */
@State(Scope.Benchmark)
public class OrderRules {

  private final OrderState absent = new OrderState.Absent();
  private final OrderEvent.OrderPlaced placed = Samples.placed(1);
  private final OrderCommand command =
      new OrderCommand.RecordPlacement(placed.order(), placed.content(), placed.heldUntil());

  /** All quotas have granted. */
  @Benchmark
  public Decision<OrderEvent, OrderRefusal> decide() {
    return Order.decide(absent, command, Samples.NOW);
  }

  /** The same, from the journal. */
  @Benchmark
  public OrderState evolve() {
    return Order.evolve(absent, placed);
  }
}
