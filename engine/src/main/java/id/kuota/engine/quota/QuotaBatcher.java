package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Gathers the requests of one node for each quota.
 *
 * <p>A batch is never delayed by a timer: when nothing of a quota is in flight a request goes at
 * once; while a batch is in flight the next one gathers. So an idle quota has the lowest latency
 * and a busy one the largest batches. After a large batch the batcher lingers for a fraction of the
 * batch's duration. Every queue is bounded; a full one answers OVERLOADED at once. A hot quota
 * yields after each batch to cold ones: their requests would wait for its work in every queue of
 * the node.
 *
 * <p>The requests of a batch without a timely answer get UNANSWERED: the outcome is unknown, and a
 * retry with the same ids is safe. A late answer to it is ignored.
 */
public final class QuotaBatcher extends AbstractBehavior<QuotaBatcher.Message> {

  /** What the batcher understands; stays within the node. */
  public sealed interface Message {}

  /**
   * One request; the answer goes to {@code replyTo} with the same tag.
   *
   * @param replyTo called once, by the batcher's thread, after {@link Limits#QUOTA_WAIT_MAX} and
   *     {@link Limits#QUOTA_BATCH_TIMEOUT} at the latest: tells an actor or completes a future, and
   *     does nothing else
   */
  public record Submit(QuotaId quota, QuotaRequest request, long tag, Consumer<QuotaReply> replyTo)
      implements Message {}

  private record Answered(QuotaEntity.BatchAnswered answer) implements Message {}

  private record TimedOut(QuotaId quota, long batch) implements Message {}

  /** Comes back after whatever is in the mailbox: by then it is in line. */
  private record Gather(QuotaId quota) implements Message {}

  /** A quota has given way to its neighbours for long enough. */
  private record GoOn(QuotaId quota) implements Message {}

  private final Function<QuotaId, RecipientRef<QuotaEntity.Message>> quotas;
  private final PersonalRefusals refusals;
  private final TimerScheduler<Message> timers;
  private final ActorRef<QuotaEntity.BatchAnswered> answers;
  private final Map<QuotaId, QuotaLane> lanes = new HashMap<>();
  private final Neighbours neighbours = new Neighbours();
  private long batches;

  private QuotaBatcher(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Function<QuotaId, RecipientRef<QuotaEntity.Message>> quotas,
      PersonalRefusals refusals) {
    super(context);
    this.quotas = quotas;
    this.refusals = refusals;
    this.timers = timers;
    this.answers = context.messageAdapter(QuotaEntity.BatchAnswered.class, Answered::new);
  }

  /**
   * A batcher.
   *
   * @param quotas where the entity of a quota is reached, on whichever node it lives
   * @param refusals hears every answer
   */
  public static Behavior<Message> create(
      Function<QuotaId, RecipientRef<QuotaEntity.Message>> quotas, PersonalRefusals refusals) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new QuotaBatcher(context, timers, quotas, refusals)));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(this::onMessage)
        .onSignal(PreRestart.class, _ -> failWaitingRequests())
        .onSignal(PostStop.class, _ -> failWaitingRequests())
        .build();
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case Submit submit -> onSubmit(submit);
      case Answered answered -> onAnswered(answered.answer());
      case TimedOut timedOut -> onTimedOut(timedOut);
      case Gather gather -> onGather(gather.quota());
      case GoOn on -> onGather(on.quota());
    }
    return this;
  }

  /** Answers waiting clients when the batcher ends, by a bug or with its node; they retry. */
  private Behavior<Message> failWaitingRequests() {
    lanes
        .values()
        .forEach(lane -> lane.takeAll().forEach(it -> refuse(it, QuotaRefusal.UNANSWERED)));
    lanes.clear();
    return this;
  }

  private void onSubmit(Submit submit) {
    QuotaLane lane = lanes.computeIfAbsent(submit.quota(), quota -> new QuotaLane());
    if (!lane.offer(submit, System.nanoTime())) {
      refuse(submit, QuotaRefusal.OVERLOADED);
    } else if (lane.isIdle() && !lane.isGathering()) {
      sendNext(submit.quota(), lane);
    }
  }

  private void onAnswered(QuotaEntity.BatchAnswered answer) {
    QuotaLane lane = lanes.get(answer.quota());
    if (lane == null || lane.isIdle() || lane.batchNumber() != answer.batch()) {
      return; // Too late: its requests got UNANSWERED.
    }
    List<Submit> batch = lane.endBatch();
    for (int i = 0; i < batch.size(); i++) {
      refusals.heard(answer.quota(), batch.get(i).request(), answer.answers().get(i));
      reply(batch.get(i), answer.answers().get(i));
    }
    long now = System.nanoTime();
    if (lane.isOfMany() && neighbours.hasOne(answer.quota(), now)) {
      lane.giveWay(now);
      timers.startSingleTimer(answer.quota(), new GoOn(answer.quota()), Limits.QUOTA_GIVES_WAY);
    } else {
      lane.beginGathering(now);
      onGather(answer.quota());
    }
  }

  /**
   * Clients that were answered together often ask again together. The first of them must not go
   * alone, or all others wait for its flush.
   */
  private void onGather(QuotaId quota) {
    QuotaLane lane = lanes.get(quota);
    if (lane == null || !lane.isGathering()) return;
    if (lane.expectsMore(System.nanoTime())) {
      getContext().getSelf().tell(new Gather(quota));
    } else {
      sendNext(quota, lane);
    }
  }

  private void onTimedOut(TimedOut timedOut) {
    QuotaLane lane = lanes.get(timedOut.quota());
    if (lane == null || lane.isIdle() || lane.batchNumber() != timedOut.batch()) {
      return;
    }
    lane.endBatch().forEach(submit -> refuse(submit, QuotaRefusal.UNANSWERED));
    sendNext(timedOut.quota(), lane);
  }

  private void sendNext(QuotaId quota, QuotaLane lane) {
    lane.takeOverdue(System.nanoTime()).forEach(submit -> refuse(submit, QuotaRefusal.OVERLOADED));
    if (lane.isEmpty()) {
      lanes.remove(quota);
      timers.cancel(quota);
      return;
    }
    List<QuotaRequest> requests =
        lane.startBatch(++batches, System.nanoTime()).stream().map(Submit::request).toList();
    if (!quota.isPersonal() && !lane.isOfMany()) neighbours.seen(quota, System.nanoTime());
    timers.startSingleTimer(
        quota, new TimedOut(quota, lane.batchNumber()), Limits.QUOTA_BATCH_TIMEOUT);
    quotas.apply(quota).tell(new QuotaEntity.ApplyBatch(requests, lane.batchNumber(), answers));
  }

  private static void refuse(Submit submit, QuotaRefusal reason) {
    reply(submit, new QuotaAnswer.Refused(reason, 0));
  }

  private static void reply(Submit submit, QuotaAnswer answer) {
    submit.replyTo().accept(new QuotaReply(submit.quota(), submit.tag(), answer));
  }
}
