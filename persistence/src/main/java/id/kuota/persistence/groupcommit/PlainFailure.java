package id.kuota.persistence.groupcommit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Takes Java's wrapping off a failure, so that entities and logs see what happened by its name. */
final class PlainFailure {

  private PlainFailure() {}

  /** Returns the same outcome; a failure is the cause itself and no {@link CompletionException}. */
  static <T> CompletableFuture<T> of(CompletionStage<T> stage) {
    var plain = new CompletableFuture<T>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            plain.complete(value);
          } else if (failure instanceof CompletionException && failure.getCause() != null) {
            plain.completeExceptionally(failure.getCause());
          } else {
            plain.completeExceptionally(failure);
          }
        });
    return plain;
  }
}
