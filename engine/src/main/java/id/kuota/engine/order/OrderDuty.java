package id.kuota.engine.order;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderCommand.RecordDutyDone;
import id.kuota.engine.order.OrderCommand.RecordUnitsReturned;
import id.kuota.engine.order.OrderEntity.Message;
import id.kuota.engine.order.OrderNews.DutyDue;
import id.kuota.engine.order.OrderObligation.Nothing;
import id.kuota.engine.order.OrderObligation.ReleaseHolds;
import id.kuota.engine.order.OrderObligation.ReturnUnits;
import id.kuota.engine.order.OrderObligation.SettleHolds;
import id.kuota.engine.quota.QuotaAnswer.Ended;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaReply;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaRequest.Release;
import id.kuota.engine.quota.QuotaRequest.ReleaseBefore;
import id.kuota.engine.quota.QuotaRequest.Return;
import id.kuota.engine.quota.QuotaRequest.Settle;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Does what an order owes its quotas, and does it again with growing pauses until each of them has
 * acknowledged it.
 */
final class OrderDuty {

  /** Tags of the requests sent here; attempts of a placement are positive. */
  private static final long SETTLE = -1;

  private static final long RELEASE = -2;
  private static final long RETURN = -3;

  private final OrderId order;
  private final TimerScheduler<Message> timers;
  private final ActorRef<QuotaBatcher.Message> quotas;
  private final ActorRef<QuotaReply> replies;
  private final Set<QuotaId> waitingFor = new HashSet<>();
  private Duration pause = Limits.DUTY_RETRY_MIN;
  private OrderObligation current = new Nothing();

  OrderDuty(
      OrderId order,
      TimerScheduler<Message> timers,
      ActorRef<QuotaBatcher.Message> quotas,
      ActorRef<QuotaReply> replies) {
    this.order = order;
    this.timers = timers;
    this.quotas = quotas;
    this.replies = replies;
  }

  boolean isDone() {
    return waitingFor.isEmpty();
  }

  /** Begins anew: a write that fails also cancels the timers of the order. */
  void forget() {
    waitingFor.clear();
    current = new Nothing();
  }

  /** What is to be recorded now that all quotas have acknowledged it. */
  OrderCommand.FromEngine record() {
    return switch (current) {
      case ReturnUnits back -> new RecordUnitsReturned(back.tickets());
      case SettleHolds settle -> new RecordDutyDone();
      case ReleaseHolds release -> new RecordDutyDone();
      case Nothing nothing -> throw new IllegalStateException("nothing is owed");
    };
  }

  /** Begins with the duty, unless it is under way. */
  void takeUp(OrderObligation obligation) {
    if (!isDone()) return;
    List<QuotaShare> shares = shares(obligation);
    shares.forEach(share -> waitingFor.add(share.quota()));
    pause = Limits.DUTY_RETRY_MIN;
    current = obligation;
    send();
  }

  /** Repeats what is not acknowledged. */
  void again() {
    pause = pause.multipliedBy(2);
    if (pause.compareTo(Limits.DUTY_RETRY_MAX) > 0) {
      pause = Limits.DUTY_RETRY_MAX;
    }
    send();
  }

  /** Takes note of an answer; true when it was the last one that was missing. */
  boolean acknowledged(QuotaReply reply) {
    if (reply.tag() != tag() || !(reply.answer() instanceof Ended)) return false;
    boolean wasMissing = waitingFor.remove(reply.quota());
    if (wasMissing && isDone()) {
      timers.cancel(DutyDue.class);
    }
    return wasMissing && isDone();
  }

  private void send() {
    for (QuotaShare share : shares(current)) {
      if (waitingFor.contains(share.quota())) {
        quotas.tell(new Submit(share.quota(), request(share), tag(), replies::tell));
      }
    }
    if (!isDone()) timers.startSingleTimer(DutyDue.class, new DutyDue(), pause);
  }

  private QuotaRequest request(QuotaShare share) {
    return switch (current) {
      case SettleHolds settle -> new Settle(order.hold(), settle.attempt());
      case ReleaseHolds release when release.before().isPresent() ->
          new ReleaseBefore(order.hold(), release.before().getAsLong());
      case ReleaseHolds release -> new Release(order.hold(), OptionalLong.empty());
      case ReturnUnits back -> new Return(order.hold(), share.quantity());
      case Nothing nothing -> throw new IllegalStateException("nothing is owed");
    };
  }

  /** An answer to an earlier duty is not taken for one to this. */
  private long tag() {
    return switch (current) {
      case Nothing nothing -> 0;
      case SettleHolds settle -> SETTLE;
      case ReleaseHolds release -> RELEASE;
      case ReturnUnits back -> RETURN - back.tickets();
    };
  }

  private static List<QuotaShare> shares(OrderObligation obligation) {
    return switch (obligation) {
      case SettleHolds settle -> settle.shares();
      case ReleaseHolds release -> release.shares();
      case ReturnUnits back -> back.shares();
      case Nothing nothing -> List.of();
    };
  }
}
