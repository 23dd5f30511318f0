package id.kuota.engine.quota;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a holder through its quotas by a plan, one plan at a time, and remembers the client that
 * waits for the outcome. It is memory only; the journal knows nothing of it until all have granted.
 * Not thread-safe; belongs to the holder's entity.
 *
 * @param <P> the plans
 * @param <R> what the client gets when a quota refuses
 * @param <C> the client
 */
public final class HoldAcquisition<P extends HoldPlan<P, R>, R, C> {

  /** What has come of it so far. */
  public sealed interface Progress<P, R, C> {

    /** An answer is expected, or there is nothing to do. */
    record Waiting<P, R, C>() implements Progress<P, R, C> {}

    /** To be written, and then answered. */
    record Granted<P, R, C>(P plan, List<HoldPlan.Parting> surplus, C client)
        implements Progress<P, R, C> {}

    /** To be answered; what others had granted is on its way back. */
    record Refused<P, R, C>(R reason, C client) implements Progress<P, R, C> {}
  }

  private record InFlight<P, C>(P plan, Instant askedAt, C client) {}

  private final Consumer<QuotaBatcher.Submit> quotas;
  private final Consumer<QuotaReply> replies;
  private @Nullable InFlight<P, C> inFlight;

  /**
   * Creates an acquisition with nothing in flight.
   *
   * @param quotas where requests go
   * @param replies hands the answer of a quota to the entity; {@link #after} is called with it
   */
  public HoldAcquisition(Consumer<QuotaBatcher.Submit> quotas, Consumer<QuotaReply> replies) {
    this.quotas = quotas;
    this.replies = replies;
  }

  public boolean isInFlight() {
    return inFlight != null;
  }

  /** Returns the plan in flight. */
  public Optional<P> plan() {
    return Optional.ofNullable(inFlight).map(InFlight::plan);
  }

  /** Returns the client of the plan in flight. */
  public Optional<C> client() {
    return Optional.ofNullable(inFlight).map(InFlight::client);
  }

  /** Begins with a plan, and asks the first quota. */
  public Progress<P, R, C> begin(P plan, C client, Instant now) {
    return take(plan.next(), new InFlight<>(plan, now, client), now);
  }

  /** Goes on with the answer of a quota. An answer to a plan that was given up is ignored. */
  public Progress<P, R, C> after(QuotaReply reply, Instant now) {
    InFlight<P, C> asked = inFlight;
    return asked == null || asked.plan().attempt() != reply.tag()
        ? new Progress.Waiting<>()
        : take(asked.plan().after(reply.answer()), asked, now);
  }

  /** Gives up what waits for an answer that will not come: the batcher died with the question. */
  public Progress<P, R, C> giveUpIfUnanswered(Instant now) {
    InFlight<P, C> asked = inFlight;
    return asked == null || !asked.plan().isUnanswered(asked.askedAt(), now)
        ? new Progress.Waiting<>()
        : take(asked.plan().unanswered(), asked, now);
  }

  /** Forgets the plan in flight and its client: the outcome is unknown. */
  public void reset() {
    inFlight = null;
  }

  /** Sends what needs no answer. */
  public void send(List<HoldPlan.Parting> partings) {
    for (HoldPlan.Parting parting : partings) {
      quotas.accept(new QuotaBatcher.Submit(parting.quota(), parting.request(), 0, replies));
    }
  }

  private Progress<P, R, C> take(HoldPlan.Step<P, R> step, InFlight<P, C> from, Instant now) {
    return switch (step) {
      case HoldPlan.Ask<P, R>(var quota, var hold, var next) -> {
        inFlight = new InFlight<>(next, now, from.client());
        quotas.accept(new QuotaBatcher.Submit(quota, hold, from.plan().attempt(), replies));
        yield new Progress.Waiting<>();
      }
      case HoldPlan.AllGranted<P, R>(var surplus) -> {
        inFlight = null;
        yield new Progress.Granted<>(from.plan(), surplus, from.client());
      }
      case HoldPlan.GiveUp<P, R>(var refused, var undo) -> {
        inFlight = null;
        send(undo);
        yield new Progress.Refused<>(refused, from.client());
      }
    };
  }
}
