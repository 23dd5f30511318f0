package id.kuota.bench.micro;

import id.kuota.engine.quota.BatchDecision;
import id.kuota.engine.quota.Quota;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaState;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A batch of holds on a quota that has 100,000 open holds already. */
@State(Scope.Benchmark)
public class QuotaRules {

  private static final int OPEN = 100_000;

  /** Requests in the batch. */
  @Param({"1", "100", "1000"})
  public int batch;

  private QuotaState state = new QuotaState.Unopened();
  private List<QuotaRequest> requests = List.of();
  private QuotaEvent.BatchApplied event = Samples.batch(0, 1);

  /** Opens the quota. */
  @Setup
  public void open() {
    state = Samples.quota(OPEN);
    requests = Samples.requests(OPEN, batch);
    event = Samples.batch(OPEN, batch);
  }

  /** Returns all of them granted. */
  @Benchmark
  public BatchDecision decide() {
    return Quota.decide(state, requests, Samples.NOW);
  }

  /** The same batch, from the journal. */
  @Benchmark
  public QuotaState evolve() {
    return Quota.evolve(state, event);
  }
}
