package id.kuota.simulation.cluster;

import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaRequest;
import java.util.List;

/** Reads along. It must not change anything. */
public interface Observer {

  /** An event is in the journal. */
  void committed(EntityKey entity, Object event);

  /**
   * A batcher has had the answers to a batch.
   *
   * @param sentAt in microseconds since the beginning
   */
  void batchAnswered(
      String quota, List<QuotaRequest> requests, List<QuotaAnswer> answers, long sentAt);

  /** A healthy cluster has lost a machine. */
  void lost(long epoch);

  /** An entity that is in memory moves to another machine, where the next message starts it. */
  void moved(EntityKey entity);

  /** An entity runs on two machines: until it writes, one of them may not know the latest. */
  void startedTwice(EntityKey entity);

  /** An entity has thrown an exception. */
  void failed(EntityKey entity, RuntimeException cause);

  /** An entity has not answered for as long as the edge waits. */
  void unanswered(EntityKey entity, Object question, long sentAt);
}
