package id.kuota.engine.quota;

import java.time.Instant;
import java.util.List;

/**
 * The way of one holder through several quotas, one after the other: all grant, or none keeps
 * anything. Immutable and without memory outside: what a crash in the middle leaves behind, the
 * quotas ask about at the deadline.
 *
 * @param <P> the plan itself
 * @param <R> what the holder gets when a quota refuses
 */
public interface HoldPlan<P extends HoldPlan<P, R>, R> {

  /** What to do next. */
  sealed interface Step<P, R> {}

  /** Ask this quota. */
  record Ask<P, R>(QuotaId quota, QuotaRequest.Hold hold, P next) implements Step<P, R> {}

  /**
   * All have granted.
   *
   * @param surplus to be given back once the holder has written what it holds
   */
  record AllGranted<P, R>(List<Parting> surplus) implements Step<P, R> {
    public AllGranted {
      surplus = List.copyOf(surplus);
    }
  }

  /** One has refused: undo what the others have granted, and tell the holder's client. */
  record GiveUp<P, R>(R refused, List<Parting> undo) implements Step<P, R> {
    public GiveUp {
      undo = List.copyOf(undo);
    }
  }

  /** A fire-and-forget request. If it is lost, the hold's deadline makes up for it. */
  record Parting(QuotaId quota, QuotaRequest request) {}

  /** Distinguishes the attempts of one holder. */
  long attempt();

  /** Returns the step while no quota has refused; also the first one. */
  Step<P, R> next();

  /** Returns the step after the quota that was asked last has refused. */
  GiveUp<P, R> giveUp(QuotaAnswer.Refused refused);

  /** Returns the step after the answer of the quota that was asked last. */
  default Step<P, R> after(QuotaAnswer answer) {
    return switch (answer) {
      case QuotaAnswer.Granted granted -> next();
      case QuotaAnswer.Refused refused -> giveUp(refused);
      case QuotaAnswer.Ended ended ->
          throw new IllegalStateException("a hold cannot be answered " + ended);
      case QuotaAnswer.CapacityIs is ->
          throw new IllegalStateException("a hold cannot be answered " + is);
    };
  }

  /** Returns the step when the quota that was asked last does not answer. */
  default GiveUp<P, R> unanswered() {
    return giveUp(new QuotaAnswer.Refused(QuotaRefusal.UNANSWERED, 0));
  }

  /**
   * Returns whether an answer that is still missing will not help any more.
   *
   * @param askedAt when the quota was asked
   */
  boolean isUnanswered(Instant askedAt, Instant now);
}
