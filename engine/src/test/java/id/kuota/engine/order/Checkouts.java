package id.kuota.engine.order;

import java.util.function.Consumer;

/** What a cart asks of its order; {@code refused} learns of a no, {@code placed} of the order. */
public interface Checkouts {

  /** Asks for the units. */
  void place(OrderContent content, Runnable placed, Consumer<OrderRefusal> refused);

  /**
   * Asks for units that are held in its name already.
   *
   * @param after the latest attempt that may have held them
   */
  void takeOver(OrderContent content, long after, Runnable placed, Consumer<OrderRefusal> refused);

  /** Looks whether the order was placed, without placing it. */
  void find(String fingerprint, Runnable placed, Consumer<OrderRefusal> refused);
}
