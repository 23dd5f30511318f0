package id.kuota.simulation.mutant;

import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.HoldResolver;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaReply;
import id.kuota.engine.quota.QuotaRequest;
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
      public Consumer<QuotaBatcher.Submit> quotas(
          EntityKey from, Consumer<QuotaBatcher.Submit> honest) {
        return submit ->
            honest.accept(
                new QuotaBatcher.Submit(
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
            request instanceof QuotaRequest.Release release
                ? new QuotaRequest.Release(release.hold(), OptionalLong.empty())
                : request);
  }

  static Seams holdsTooLittle() {
    return asking(
        request ->
            request instanceof QuotaRequest.Hold hold && hold.quantity() > 1
                ? new QuotaRequest.Hold(
                    hold.hold(), hold.attempt(), hold.quantity() - 1, hold.until(), hold.limit())
                : request);
  }

  static Seams returnsAgain() {
    Map<HoldId, Integer> extra = new HashMap<>();
    return asking(
        request ->
            request instanceof QuotaRequest.Return back
                ? new QuotaRequest.Return(
                    back.hold(), back.total() + extra.merge(back.hold(), 1, Integer::sum) / 3)
                : request);
  }

  /** Changes what holders hear of quotas. */
  private static Seams hearing(java.util.function.BinaryOperator<Object> change) {
    return new Seams() {
      @Override
      public Consumer<QuotaBatcher.Submit> quotas(
          EntityKey from, Consumer<QuotaBatcher.Submit> honest) {
        return submit ->
            honest.accept(
                new QuotaBatcher.Submit(
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

  /** Returns a refusal for this reason is taken for a grant. */
  static Seams takenAsGrant(QuotaRefusal taken) {
    return hearing(
        (request, answer) ->
            request instanceof QuotaRequest.Hold hold
                    && answer instanceof QuotaAnswer.Refused(var reason, var available)
                    && reason == taken
                ? new QuotaAnswer.Granted(hold.until())
                : answer);
  }

  /** What ends a hold is acknowledged, and never sent. */
  static Seams acknowledgedTooEarly() {
    return new Seams() {
      @Override
      public Consumer<QuotaBatcher.Submit> quotas(
          EntityKey from, Consumer<QuotaBatcher.Submit> honest) {
        return submit -> {
          boolean expectsEnd = submit.tag() < 0 && from.type() == EntityKey.Type.ORDER;
          if (expectsEnd) answer(submit, new QuotaAnswer.Ended());
          else honest.accept(submit);
        };
      }
    };
  }

  static Seams cartHoldsNothing() {
    return new Seams() {
      @Override
      public Consumer<QuotaBatcher.Submit> quotas(
          EntityKey from, Consumer<QuotaBatcher.Submit> honest) {
        return submit -> {
          if (from.type() == EntityKey.Type.CART
              && submit.request() instanceof QuotaRequest.Hold hold) {
            answer(submit, new QuotaAnswer.Granted(hold.until()));
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
      public Consumer<QuotaBatcher.Submit> quotas(
          EntityKey from, Consumer<QuotaBatcher.Submit> honest) {
        return submit -> {
          if (submit.request() instanceof QuotaRequest.OpenQuota open) {
            answer(submit, new QuotaAnswer.CapacityIs(open.capacity()));
          } else {
            honest.accept(submit);
          }
        };
      }
    };
  }

  private static void answer(QuotaBatcher.Submit submit, QuotaAnswer answer) {
    submit.replyTo().accept(new QuotaReply(submit.quota(), submit.tag(), answer));
  }

  /** Changes an owner's resolution of a hold on its way. */
  static Seams word(UnaryOperator<HoldResolution.Word> change) {
    return new Seams() {
      @Override
      public HoldResolver owners(HoldResolver honest) {
        return (question, replyTo) ->
            honest.resolve(
                question,
                new Address<>(
                    resolution ->
                        replyTo.tell(
                            new HoldResolution(
                                resolution.hold(),
                                resolution.attempt(),
                                change.apply(resolution.word())))));
      }
    };
  }

  static HoldResolution.Word swapped(HoldResolution.Word word) {
    return switch (word) {
      case SETTLE -> HoldResolution.Word.RELEASE;
      case RELEASE -> HoldResolution.Word.SETTLE;
      case WAIT -> HoldResolution.Word.WAIT;
      case KEEP -> HoldResolution.Word.KEEP;
    };
  }

  static HoldResolution.Word impatient(HoldResolution.Word word) {
    return word == HoldResolution.Word.WAIT ? HoldResolution.Word.RELEASE : word;
  }

  /** The owner is asked about its latest hold, whichever it is about. */
  static Seams attemptIgnored() {
    return new Seams() {
      @Override
      public HoldResolver owners(HoldResolver honest) {
        return (question, replyTo) ->
            honest.resolve(
                new HoldQuestion(
                    question.hold(), Long.MAX_VALUE, question.quota(), question.occasion()),
                new Address<>(resolution -> replyTo.tell(question.answered(resolution.word()))));
      }
    };
  }

  static Seams ownersNotAsked(HoldQuestion.Occasion occasion) {
    return new Seams() {
      @Override
      public HoldResolver owners(HoldResolver honest) {
        return (question, replyTo) -> {
          if (question.occasion() != occasion) honest.resolve(question, replyTo);
        };
      }
    };
  }

  /** An order that was never written gives back what is held in its name: also for its cart. */
  static Seams cartsNotAsked() {
    return new Seams() {
      @Override
      public HoldResolver carts(HoldResolver honest) {
        return (question, replyTo) -> replyTo.tell(question.answered(HoldResolution.Word.RELEASE));
      }
    };
  }

  static HoldResolution.Word rash(HoldResolution.Word word) {
    return word == HoldResolution.Word.KEEP ? HoldResolution.Word.RELEASE : word;
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

  static Seams capacityForced() {
    return new Seams() {
      @Override
      public QuotaRequest asked(QuotaRequest honest) {
        return honest instanceof QuotaRequest.ChangeCapacity change
            ? new QuotaRequest.ChangeCapacity(change.capacity(), change.reason(), change.by(), true)
            : honest;
      }
    };
  }
}
