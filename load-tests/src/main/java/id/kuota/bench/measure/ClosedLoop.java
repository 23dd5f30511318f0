package id.kuota.bench.measure;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A loop of callers that each ask, wait for the answer and ask again, until the time is over. Each
 * gets its last answer; the clock stops with it. A caller whose call fails asks no more.
 */
public final class ClosedLoop {

  /** How long after the end of a round the last answers may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A call that answers at once with a promise. */
  public interface Asynchronous {
    CompletionStage<?> call() throws Exception;
  }

  /** A call whose thread waits for the answer. */
  public interface Blocking {
    void call() throws Exception;
  }

  private final int callers;
  private final Duration time;

  public ClosedLoop(int callers, Duration time) {
    this.callers = callers;
    this.time = time;
  }

  /**
   * Callers as chains of completions.
   *
   * @param executor where a caller notes the answer and asks again
   */
  public Answers run(Asynchronous call, Executor executor) throws Exception {
    var answers = new Answers();
    var done = new CountDownLatch(callers);
    long start = System.nanoTime();
    long end = start + time.toNanos();
    for (int caller = 0; caller < callers; caller++) {
      executor.execute(() -> next(call, executor, end, answers, done));
    }
    return over(start, answers, done);
  }

  private void next(
      Asynchronous call, Executor executor, long end, Answers answers, CountDownLatch done) {
    long start = System.nanoTime();
    if (start - end >= 0) {
      done.countDown();
      return;
    }
    CompletionStage<?> answer;
    try {
      answer = call.call();
    } catch (Throwable failure) {
      ended(start, failure, answers);
      done.countDown();
      return;
    }
    answer.whenCompleteAsync(
        (_, failure) -> {
          ended(start, failure, answers);
          if (failure == null) {
            next(call, executor, end, answers, done);
          } else {
            done.countDown();
          }
        },
        executor);
  }

  /** Callers as virtual threads. */
  public Answers run(Blocking call) throws Exception {
    var answers = new Answers();
    var done = new CountDownLatch(callers);
    long start = System.nanoTime();
    long end = start + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        threads.execute(() -> callUntil(call, end, answers, done));
      }
      return over(start, answers, done);
    }
  }

  private static void callUntil(Blocking call, long end, Answers answers, CountDownLatch done) {
    try {
      for (long start = System.nanoTime(); start - end < 0; start = System.nanoTime()) {
        call.call();
        ended(start, null, answers);
      }
    } catch (Throwable failure) {
      ended(end, failure, answers);
    } finally {
      done.countDown();
    }
  }

  private static void ended(long start, @Nullable Throwable failure, Answers answers) {
    answers.ended(System.nanoTime() - start, failure);
  }

  private Answers over(long start, Answers answers, CountDownLatch done) throws Exception {
    if (!done.await(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException(
          "%d of %d callers are still without an answer, %d s after the end of the round"
              .formatted(done.getCount(), callers, PATIENCE.toSeconds()));
    }
    answers.over(Duration.ofNanos(System.nanoTime() - start));
    return answers;
  }
}
