package id.kuota.engine.sale;

import id.kuota.engine.Reply;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The sales of the cluster, with the promises of {@link id.kuota.engine.order.Orders}. */
public interface Sales {

  /** Sends an operator's command to a sale. */
  CompletionStage<Reply<SaleView, SaleRefusal>> ask(SaleId sale, SaleCommand.FromOperator command);

  /**
   * Returns the sale as this node knows it, at most {@link id.kuota.engine.Limits#SALE_CACHED} old;
   * empty if there is none.
   */
  CompletionStage<Optional<SaleView>> find(SaleId sale);
}
