package id.kuota.http.payment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Questions about the same thing: one is under way, and all that come meanwhile share the next. An
 * answer is never older than the question. A thousand copies of one notification so ask a gateway
 * twice. Thread-safe.
 */
final class SharedQuestions<K, V> {

  private record Waiting<V>(Supplier<CompletionStage<V>> question, CompletableFuture<V> answer) {}

  /** The questions in flight, and their waiting callers. */
  private final Map<K, Optional<Waiting<V>>> underWay = new HashMap<>();

  /** Asks now, or shares the question that is asked next. */
  CompletionStage<V> ask(K about, Supplier<CompletionStage<V>> question) {
    synchronized (underWay) {
      Optional<Waiting<V>> next = underWay.get(about);
      if (next != null) {
        Waiting<V> shared =
            next.orElseGet(() -> new Waiting<>(question, new CompletableFuture<>()));
        underWay.put(about, Optional.of(shared));
        return shared.answer();
      }
      underWay.put(about, Optional.empty());
    }
    return begin(about, question);
  }

  private CompletionStage<V> begin(K about, Supplier<CompletionStage<V>> question) {
    return question.get().whenComplete((answer, failure) -> askNext(about));
  }

  private void askNext(K about) {
    Optional<Waiting<V>> next;
    synchronized (underWay) {
      next = underWay.getOrDefault(about, Optional.empty());
      if (next.isEmpty()) {
        underWay.remove(about);
        return;
      }
      underWay.put(about, Optional.empty());
    }
    Waiting<V> waiting = next.get();
    begin(about, waiting.question())
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                waiting.answer().complete(answer);
              } else {
                waiting.answer().completeExceptionally(failure);
              }
            });
  }
}
