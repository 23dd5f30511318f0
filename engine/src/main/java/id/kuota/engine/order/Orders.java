package id.kuota.engine.order;

import id.kuota.engine.Reply;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.sale.SaleId;
import java.util.concurrent.CompletionStage;

/**
 * The orders of the cluster. Every method returns at once; a stage that fails with a time-out means
 * that the outcome is unknown: ask again with the same id. Thread-safe.
 */
public interface Orders {

  /** Places an order, or finds it placed. */
  CompletionStage<Reply<OrderView, OrderRefused>> place(
      OrderId order, SaleId sale, OrderFactory.Wanted wanted);

  /** Sends a command to an order. */
  CompletionStage<Reply<OrderView, OrderRefused>> ask(
      OrderId order, OrderCommand.FromClient command);

  /** Returns the order as its entity has it: a writer reads its own write. */
  CompletionStage<Reply<OrderView, OrderRefused>> look(OrderId order);

  /** Returns what an order may cost so that it can be paid. */
  PayableAmounts payable();
}
