package id.kuota.bench.quota;

import id.kuota.bench.measure.Answers;
import id.kuota.bench.measure.Books;
import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Numbers;
import id.kuota.bench.result.Figure;
import id.kuota.bench.surroundings.EngineNode;
import id.kuota.bench.surroundings.QuotaJournal;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.persistence.database.DatabaseSettings;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Ours: the quota as the facade of the engine gives it, on a real journal. */
final class KuotaSeller implements Seller {

  private final EngineNode node;
  private final QuotaJournal journal;
  private final Executor callers;
  private QuotaId quota = QuotaId.shared("bench", "q0");
  private final String sale;
  private int opened;

  private KuotaSeller(EngineNode node, String sale, QuotaJournal journal, Executor callers) {
    this.node = node;
    this.sale = sale;
    this.journal = journal;
    this.callers = callers;
  }

  /**
   * Starts a node.
   *
   * @param sale whose quotas are opened; none of them exists yet
   * @param callers where the callers run
   */
  static KuotaSeller start(DatabaseSettings database, String sale, Executor callers)
      throws Exception {
    return new KuotaSeller(EngineNode.start(database), sale, new QuotaJournal(database), callers);
  }

  @Override
  public String name() {
    return QuotaFindings.KUOTA;
  }

  @Override
  public void open(long capacity) throws Exception {
    quota = QuotaId.shared(sale, "q" + ++opened);
    EngineNode.get(
        node.engine().quotas().ask(quota, new QuotaRequest.OpenQuota(capacity, "bench")));
  }

  @Override
  public Answers sell(ClosedLoop loop, Numbers numbers) throws Exception {
    return loop.run(() -> hold(numbers), callers);
  }

  private CompletionStage<?> hold(Numbers numbers) {
    int number = numbers.next();
    Instant now = Instant.now();
    var hold =
        new QuotaRequest.Hold(
            new HoldId(numbers.orderId(number)),
            now.toEpochMilli(),
            1,
            now.plus(HOLD),
            OptionalLong.empty());
    return node.engine()
        .quotas()
        .ask(quota, hold)
        .thenAccept(
            answer -> {
              requireGranted(answer);
              numbers.granted(number);
            });
  }

  private static void requireGranted(QuotaAnswer answer) {
    if (!(answer instanceof QuotaAnswer.Granted))
      throw new IllegalStateException("answered " + answer);
  }

  @Override
  public List<Books> books() throws Exception {
    QuotaView view = EngineNode.get(node.engine().quotas().explain(quota)).orElseThrow();
    return List.of(
        Books.inMemory(
            view.capacity(), view.available(), view.held(), view.sold(), view.openHolds()),
        journal.books(quota));
  }

  @Override
  public List<Figure> batches() throws Exception {
    return journal.batches(quota);
  }

  @Override
  public void close() {
    node.close();
  }
}
