package id.kuota.simulation.mutant;

import id.kuota.engine.quota.HoldFate;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.HoldOwners;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaAnswer.CapacityIs;
import id.kuota.engine.quota.QuotaAnswer.Ended;
import id.kuota.engine.quota.QuotaAnswer.Granted;
import id.kuota.engine.quota.QuotaAnswer.Refused;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaReply;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaRequest.ChangeCapacity;
import id.kuota.engine.quota.QuotaRequest.Hold;
import id.kuota.engine.quota.QuotaRequest.OpenQuota;
import id.kuota.engine.quota.QuotaRequest.Release;
import id.kuota.engine.quota.QuotaRequest.Return;
import id.kuota.simulation.cluster.Address;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.cluster.Seams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Faults between holders and quotas. */
final class QuotaFaults {

  private QuotaFaults() {}

  /** Changes what is asked of quotas. */
  static Seams asking(UnaryOperator<QuotaRequest> change) {
    return new Seams() {
      @Override
      public Consumer<Submit> quotas(EntityKey from, Consumer<Submit> honest) {
        return submit ->
            honest.accept(
                new Submit(
                    submit.quota(),
                    change.apply(submit.request()),
                    submit.tag(),
                    submit.replyTo()));
      }
    };
  }

  static Seams releasesWithoutAttempt() {
    return asking(
        request ->
            request instanceof Release release
                ? new Release(release.hold(), OptionalLong.empty())
                : request);
  }

  static Seams holdsTooLittle() {
    return asking(
        request ->
            request instanceof Hold hold && hold.quantity() > 1
                ? new Hold(
                    hold.hold(), hold.attempt(), hold.quantity() - 1, hold.until(), hold.limit())
                : request);
  }

  static Seams returnsAgain() {
    Map<HoldId, Integer> extra = new HashMap<>();
    return asking(
        request ->
            request instanceof Return back
                ? new Return(
                    back.hold(), back.total() + extra.merge(back.hold(), 1, Integer::sum) / 3)
                : request);
  }

  /** Changes what holders hear of quotas. */
  private static Seams hearing(java.util.function.BinaryOperator<Object> change) {
    return new Seams() {
      @Override
      public Consumer<Submit> quotas(EntityKey from, Consumer<Submit> honest) {
        return submit ->
            honest.accept(
                new Submit(
                    submit.quota(),
                    submit.request(),
                    submit.tag(),
                    reply ->
                        submit
                            .replyTo()
                            .accept(
                                new QuotaReply(
                                    reply.quota(),
                                    reply.tag(),
                                    (QuotaAnswer)
                                        change.apply(submit.request(), reply.answer())))));
      }
    };
  }

  /** A refusal for this reason is taken for a grant. */
  static Seams takenAsGrant(QuotaRefusal taken) {
    return hearing(
        (request, answer) ->
            request instanceof Hold hold
                    && answer instanceof Refused(var reason, var available)
                    && reason == taken
                ? new Granted(hold.until())
                : answer);
  }

  /** What ends a hold is acknowledged, and never sent. */
  static Seams acknowledgedTooEarly() {
    return new Seams() {
      @Override
      public Consumer<Submit> quotas(EntityKey from, Consumer<Submit> honest) {
        return submit -> {
          boolean expectsEnd = submit.tag() < 0 && from.type() == EntityKey.Type.ORDER;
          if (expectsEnd) answer(submit, new Ended());
          else honest.accept(submit);
        };
      }
    };
  }

  static Seams cartHoldsNothing() {
    return new Seams() {
      @Override
      public Consumer<Submit> quotas(EntityKey from, Consumer<Submit> honest) {
        return submit -> {
          if (from.type() == EntityKey.Type.CART && submit.request() instanceof Hold hold) {
            answer(submit, new Granted(hold.until()));
          } else {
            honest.accept(submit);
          }
        };
      }
    };
  }

  static Seams saleOpensNothing() {
    return new Seams() {
      @Override
      public Consumer<Submit> quotas(EntityKey from, Consumer<Submit> honest) {
        return submit -> {
          if (submit.request() instanceof OpenQuota open) {
            answer(submit, new CapacityIs(open.capacity()));
          } else {
            honest.accept(submit);
          }
        };
      }
    };
  }

  private static void answer(Submit submit, QuotaAnswer answer) {
    submit.replyTo().accept(new QuotaReply(submit.quota(), submit.tag(), answer));
  }

  /** Changes an owner's resolution of a hold on its way. */
  static Seams word(UnaryOperator<HoldFate.Word> change) {
    return new Seams() {
      @Override
      public HoldOwners owners(HoldOwners honest) {
        return (hold, attempt, quota, replyTo) ->
            honest.askFate(
                hold,
                attempt,
                quota,
                new Address<>(
                    fate ->
                        replyTo.tell(
                            new HoldFate(fate.hold(), fate.attempt(), change.apply(fate.word())))));
      }
    };
  }

  static HoldFate.Word swapped(HoldFate.Word word) {
    return switch (word) {
      case SETTLE -> HoldFate.Word.RELEASE;
      case RELEASE -> HoldFate.Word.SETTLE;
      case WAIT -> HoldFate.Word.WAIT;
    };
  }

  static HoldFate.Word impatient(HoldFate.Word word) {
    return word == HoldFate.Word.WAIT ? HoldFate.Word.RELEASE : word;
  }

  /** The owner is asked about its latest hold, whichever it is about. */
  static Seams attemptIgnored() {
    return new Seams() {
      @Override
      public HoldOwners owners(HoldOwners honest) {
        return (hold, attempt, quota, replyTo) ->
            honest.askFate(
                hold,
                Long.MAX_VALUE,
                quota,
                new Address<>(
                    fate -> replyTo.tell(new HoldFate(fate.hold(), attempt, fate.word()))));
      }
    };
  }

  static Seams ownersNeverAsked() {
    return new Seams() {
      @Override
      public HoldOwners owners(HoldOwners honest) {
        return (hold, attempt, quota, replyTo) -> {};
      }
    };
  }

  static Seams answersShifted() {
    return new Seams() {
      @Override
      public List<QuotaAnswer> answers(List<QuotaAnswer> honest) {
        var shifted = new ArrayList<>(honest);
        Collections.rotate(shifted, 1);
        return shifted;
      }
    };
  }

  static Seams batchNumberIgnored() {
    return new Seams() {
      @Override
      public boolean checksBatchNumber() {
        return false;
      }
    };
  }

  static Seams capacityForced() {
    return new Seams() {
      @Override
      public QuotaRequest asked(QuotaRequest honest) {
        return honest instanceof ChangeCapacity change
            ? new ChangeCapacity(change.capacity(), change.reason(), change.by(), true)
            : honest;
      }
    };
  }
}
