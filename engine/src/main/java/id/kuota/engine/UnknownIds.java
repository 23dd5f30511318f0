package id.kuota.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The ids that a node knows to be unknown, for which it wakes no entity: an id is remembered for
 * {@link Limits#UNKNOWN_ID_CACHED} after its entity has said that it has no event. A write through
 * this node counts at once, one through another node within that time. Thread-safe.
 */
final class UnknownIds {

  private static final int STRIPES = 1024;

  private final Cache<String, Boolean> unknown;

  /** Counts writes: an answer that was on its way during one is not remembered. */
  private final AtomicIntegerArray writes = new AtomicIntegerArray(STRIPES);

  UnknownIds(LongSupplier nanoTime) {
    this.unknown =
        Caffeine.newBuilder()
            .maximumSize(Limits.UNKNOWN_IDS_MAX)
            .expireAfterWrite(Limits.UNKNOWN_ID_CACHED)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Looks at an entity, unless its id is known to be unknown.
   *
   * @param type the name of the entity's type
   * @param answer what the entity answers if it has no event
   */
  <R> CompletionStage<R> look(String type, String id, R answer, Supplier<CompletionStage<R>> ask) {
    String stream = stream(type, id);
    if (unknown.getIfPresent(stream) != null) {
      return CompletableFuture.completedFuture(answer);
    }
    int before = writes.get(stripe(stream));
    return ask.get()
        .thenApply(
            found -> {
              if (found.equals(answer)) remember(stream, before);
              return found;
            });
  }

  /** Forgets an id. Called before an entity is asked to write, and after it has answered. */
  void written(String type, String id) {
    String stream = stream(type, id);
    writes.incrementAndGet(stripe(stream));
    unknown.invalidate(stream);
  }

  private void remember(String stream, int before) {
    unknown.put(stream, true);
    if (writes.get(stripe(stream)) != before) unknown.invalidate(stream);
  }

  private static String stream(String type, String id) {
    return type + "|" + id;
  }

  private static int stripe(String stream) {
    return Math.floorMod(stream.hashCode(), STRIPES);
  }
}
