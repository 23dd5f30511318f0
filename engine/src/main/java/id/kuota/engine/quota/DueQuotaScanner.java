package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.telemetry.EngineLog;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scanner that wakes passivated quotas whose holds may come due: after the crash of their node,
 * or a restart. It polls the read model, which may lag.
 */
public final class DueQuotaScanner {

  /** The query for quotas with due holds. */
  public interface DueQuotaQuery {

    /** Finds none. */
    DueQuotaQuery NONE = (now, limit) -> CompletableFuture.completedFuture(List.of());

    /**
     * Returns shared quotas with open holds, and personal ones whose last deadline has passed but
     * which still hold units.
     *
     * @param limit most ids to return
     */
    CompletionStage<List<QuotaId>> dueAt(Instant now, int limit);
  }

  public sealed interface Message {}

  private record RoundDue() implements Message {}

  private record Found(List<QuotaId> quotas) implements Message {}

  private record Failed(Throwable cause) implements Message {}

  private static final Logger log = LoggerFactory.getLogger(DueQuotaScanner.class);

  private DueQuotaScanner() {}

  /** Asks for a round at once: a node was lost, and with it the quotas that it had awake. */
  public static Message round() {
    return new RoundDue();
  }

  /**
   * The waker of one node.
   *
   * @param clock the time at which quotas must be due
   * @param wake sends a quota, wherever it lives, a message that it must be up to receive
   */
  public static Behavior<Message> create(
      DueQuotaQuery sleeping, java.time.Clock clock, Consumer<QuotaId> wake) {
    return Behaviors.<Message>setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(
                      new RoundDue(), java.time.Duration.ZERO, Limits.WAKE_INTERVAL);
                  return Behaviors.receiveMessage(
                      message -> {
                        switch (message) {
                          case RoundDue due ->
                              context.pipeToSelf(
                                  sleeping.dueAt(clock.instant(), Limits.WAKE_MAX),
                                  (found, failure) ->
                                      failure == null ? new Found(found) : new Failed(failure));
                          case Found found -> found.quotas().forEach(wake);
                          case Failed failed ->
                              EngineLog.DUE_QUOTAS_UNREAD.log(log, failed.cause().getMessage());
                        }
                        return Behaviors.same();
                      });
                }));
  }
}
