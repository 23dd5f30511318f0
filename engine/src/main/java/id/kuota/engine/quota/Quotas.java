package id.kuota.engine.quota;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The quotas of the cluster, with the promises of {@link id.kuota.engine.order.Orders}. */
public interface Quotas {

  /**
   * Sends one request to a quota, in the next batch. The batcher answers every request in bounded
   * time, so no timer need watch it. Completed by the batcher's thread: a caller that has much to
   * do with the answer goes on asynchronously.
   */
  CompletionStage<QuotaAnswer> ask(QuotaId quota, QuotaRequest request);

  /**
   * Makes sure that the entity of a quota is in memory, and that all nodes hear its numbers.
   * Returns at once; nothing comes back.
   */
  void wake(QuotaId quota);

  /** Returns the numbers of a quota as its entity has them; empty if it was never opened. */
  CompletionStage<Optional<QuotaView>> explain(QuotaId quota);

  /**
   * Returns what the node knows of a quota, which it asks the first time; empty if the quota was
   * never opened.
   */
  CompletionStage<Optional<Availability>> availability(QuotaId quota);

  /**
   * Returns the shared quotas of the cluster that have changed within this time, as far as the node
   * has heard: what is hot now. From memory; in no order.
   */
  List<Availability> changedWithin(Duration time);
}
