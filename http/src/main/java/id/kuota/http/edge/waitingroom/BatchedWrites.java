package id.kuota.http.edge.waitingroom;

import id.kuota.engine.OverloadedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Writes what arrived during the previous write in one statement: with no write in flight a request
 * is written at once, and a crowd shares its writes. Thread-safe; submitting never blocks.
 */
final class BatchedWrites<I, O> {

  private record Waiting<I, O>(I input, CompletableFuture<O> answer) {}

  private final Queue<Waiting<I, O>> waiting = new ArrayDeque<>();
  private final Function<List<I>, List<O>> write;
  private final Executor threads;
  private final int batchMax;
  private final int waitingMax;
  private boolean isWriting;

  /**
   * @param write writes all or nothing on one of the threads, and answers each in its order
   * @param waitingMax above it a request fails with {@link OverloadedException}
   */
  BatchedWrites(Function<List<I>, List<O>> write, Executor threads, int batchMax, int waitingMax) {
    this.write = write;
    this.threads = threads;
    this.batchMax = batchMax;
    this.waitingMax = waitingMax;
  }

  /** Returns what the write answers; fails as the write does. Completed on one of the threads. */
  CompletionStage<O> submit(I input) {
    var answer = new CompletableFuture<O>();
    synchronized (this) {
      if (waiting.size() >= waitingMax) {
        return CompletableFuture.failedFuture(new OverloadedException("too many writes wait"));
      }
      waiting.add(new Waiting<>(input, answer));
      if (isWriting) return answer;
      isWriting = true;
    }
    begin();
    return answer;
  }

  private void begin() {
    try {
      threads.execute(this::writeSome);
    } catch (RejectedExecutionException stopping) {
      takeAll().forEach(one -> one.answer().completeExceptionally(stopping));
    }
  }

  private synchronized List<Waiting<I, O>> takeAll() {
    isWriting = false;
    var all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  private void writeSome() {
    List<Waiting<I, O>> batch = take();
    try {
      List<O> answers = write.apply(batch.stream().map(Waiting::input).toList());
      for (int i = 0; i < batch.size(); i++) batch.get(i).answer().complete(answers.get(i));
    } catch (RuntimeException | Error failure) {
      batch.forEach(one -> one.answer().completeExceptionally(failure));
    } finally {
      if (goesOn()) begin();
    }
  }

  private synchronized List<Waiting<I, O>> take() {
    var batch = new ArrayList<Waiting<I, O>>(Math.min(batchMax, waiting.size()));
    while (batch.size() < batchMax && !waiting.isEmpty()) batch.add(waiting.remove());
    return batch;
  }

  private synchronized boolean goesOn() {
    isWriting = !waiting.isEmpty();
    return isWriting;
  }
}
