package id.kuota.engine.order;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.TicketsAfterRefund;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The way of an order to its sale and its tickets, when their money has left. A stage that fails
 * means that nothing is known: ask again. It completes on a thread that is not the asker's.
 */
public interface TicketPort {

  /** Reason and author of voiding a ticket whose money has left. */
  String MONEY_LEFT = "its money has left at the gateway";

  String GATEWAY = "gateway";

  /** Returns the rule of the sale as it is now. */
  CompletionStage<TicketsAfterRefund> rule(SaleId sale);

  /**
   * Makes the ticket void for good. Safe to repeat.
   *
   * @return whether it has admitted a person
   */
  CompletionStage<Boolean> makeVoid(OrderId order, SaleId sale, Ticket ticket);

  /** Returns a port that never answers. */
  static TicketPort none() {
    return new TicketPort() {
      @Override
      public CompletionStage<TicketsAfterRefund> rule(SaleId sale) {
        return CompletableFuture.failedFuture(new IllegalStateException("no sale is here"));
      }

      @Override
      public CompletionStage<Boolean> makeVoid(OrderId order, SaleId sale, Ticket ticket) {
        return CompletableFuture.failedFuture(new IllegalStateException("no ticket is here"));
      }
    };
  }
}
