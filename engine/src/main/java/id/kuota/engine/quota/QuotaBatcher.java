package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.entity.NodeEpochs;
import id.kuota.engine.entity.RetransmissionTimeout;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.SpanCarrier;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
import org.jspecify.annotations.Nullable;

/**
 * Gathers the requests of one node for one quota, or for each of several.
 *
 * <p>A batch is never delayed by a timer: when nothing of a quota is in flight a request goes at
 * once; while a batch is in flight the next one gathers. So an idle quota has the lowest latency
 * and a busy one the largest batches. After a large batch the batcher lingers for a fraction of the
 * batch's duration. Every queue is bounded; a full one answers OVERLOADED at once. A hot quota
 * yields after each batch to cold ones: they would wait behind it in the journal and for the
 * processors.
 *
 * <p>A batch whose answer is overdue is sent again, since the quota may have moved. Without an
 * answer for {@link Limits#QUOTA_BATCH_TIMEOUT} its requests get UNANSWERED: the outcome is
 * unknown, and a retry with the same ids is safe. A late answer to it is ignored.
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
   * @param span which asks, and which the answer is work for
   */
  public record Submit(
      QuotaId quota, QuotaRequest request, long tag, Consumer<QuotaReply> replyTo, Span span)
      implements Message {

    /** Of the span that the calling thread works for. */
    public Submit(QuotaId quota, QuotaRequest request, long tag, Consumer<QuotaReply> replyTo) {
      this(quota, request, tag, replyTo, Span.current());
    }
  }

  private record Answered(QuotaEntity.BatchAnswered answer) implements Message {}

  /** A batch is without an answer after {@code waited}, and since its latest sending for pause. */
  private record Overdue(QuotaId quota, long batch, Duration waited, Duration pause)
      implements Message {

    /** After the next pause, which ends when the batch is given up at the latest. */
    Overdue next() {
      Duration left = Limits.QUOTA_BATCH_TIMEOUT.minus(waited);
      Duration pauseAfter = RetransmissionTimeout.next(pause);
      Duration next = pauseAfter.compareTo(left) < 0 ? pauseAfter : left;
      return new Overdue(quota, batch, waited.plus(next), next);
    }

    boolean isGivenUp() {
      return waited.compareTo(Limits.QUOTA_BATCH_TIMEOUT) >= 0;
    }
  }

  /** Comes back after whatever is in the mailbox: by then it is in line. */
  private record Gather(QuotaId quota) implements Message {}

  /** A hot quota has yielded to cold ones for long enough. */
  private record GoOn(QuotaId quota) implements Message {}

  /** A node was lost, and with it perhaps the batches in flight or their answers. */
  record Repeat() implements Message {}

  /** Comes from time to time, to a batcher that stops when it is not used. */
  private record CheckIdle() implements Message {}

  /**
   * What all batchers of a node share; each part is thread-safe.
   *
   * @param quotas where the entity of a quota is reached, on whichever node it lives
   * @param refusals hears every answer
   * @param batches counts them, so that each has a number of its own
   * @param roundTrips of batches
   * @param epochs names the node in each batch
   * @param metrics of the node's batches
   */
  record Node(
      Function<QuotaId, RecipientRef<QuotaEntity.Message>> quotas,
      PersonalRefusals refusals,
      AtomicLong batches,
      RetransmissionTimeout roundTrips,
      Neighbours neighbours,
      NodeEpochs epochs,
      QuotaMetrics metrics) {}

  private final Node node;
  private final @Nullable OwnBatcher own;
  private final TimerScheduler<Message> timers;
  private final ActorRef<QuotaEntity.BatchAnswered> answers;
  private final Map<QuotaId, QuotaQueue> queues = new HashMap<>();
  private final Function<QuotaId, QuotaQueue> newQueue;
  private long received;
  private long receivedBefore;

  private QuotaBatcher(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Node node,
      @Nullable OwnBatcher own) {
    super(context);
    this.node = node;
    this.own = own;
    this.timers = timers;
    this.newQueue = quota -> new QuotaQueue(node.metrics().of(quota));
    this.answers = context.messageAdapter(QuotaEntity.BatchAnswered.class, Answered::new);
    if (own != null) timers.startTimerWithFixedDelay(new CheckIdle(), Limits.QUOTA_BATCHER_IDLE);
  }

  /**
   * A batcher of many quotas, or of one.
   *
   * @param own what it closes before it stops unused; null for one that stays
   */
  static Behavior<Message> create(Node node, @Nullable OwnBatcher own) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new QuotaBatcher(context, timers, node, own)));
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
      case Overdue overdue -> onOverdue(overdue);
      case Gather gather -> onGather(gather.quota());
      case GoOn on -> onGather(on.quota());
      case Repeat repeat -> queues.forEach(this::repeat);
      case CheckIdle check -> {
        return onCheckIdle();
      }
    }
    return this;
  }

  /** Answers waiting clients when the batcher ends, by a bug or with its node; they retry. */
  private Behavior<Message> failWaitingRequests() {
    queues
        .values()
        .forEach(queue -> queue.takeAll().forEach(it -> refuse(it, QuotaRefusal.UNANSWERED)));
    queues.clear();
    return this;
  }

  /** Stops after one or two intervals without a request. */
  private Behavior<Message> onCheckIdle() {
    boolean idle = received == receivedBefore && queues.isEmpty();
    receivedBefore = received;
    return idle && own != null && own.close(received) ? Behaviors.stopped() : this;
  }

  private void onSubmit(Submit submit) {
    received++;
    QuotaQueue queue = queues.computeIfAbsent(submit.quota(), newQueue);
    if (!queue.offer(submit, System.nanoTime())) {
      refuse(submit, QuotaRefusal.OVERLOADED);
    } else if (queue.isIdle() && !queue.isGathering()) {
      sendNext(submit.quota(), queue);
    }
  }

  private void onAnswered(QuotaEntity.BatchAnswered answer) {
    QuotaQueue queue = queues.get(answer.quota());
    if (queue == null || queue.isIdle() || queue.batchNumber() != answer.batch()) {
      return; // Too late: its requests got UNANSWERED.
    }
    long now = System.nanoTime();
    queue.span().end();
    if (!queue.isRepeated()) node.roundTrips().answered(queue.ageOfBatch(now));
    List<Submit> batch = queue.endBatch();
    for (int i = 0; i < batch.size(); i++) {
      node.refusals().heard(answer.quota(), batch.get(i).request(), answer.answers().get(i));
      reply(batch.get(i), answer.answers().get(i));
    }
    if (queue.isOfMany() && node.neighbours().hasOne(answer.quota(), now)) {
      queue.giveWay(now);
      timers.startSingleTimer(answer.quota(), new GoOn(answer.quota()), Limits.QUOTA_GIVES_WAY);
    } else {
      queue.beginGathering(now);
      onGather(answer.quota());
    }
  }

  /**
   * Clients that were answered together often ask again together. The first of them must not go
   * alone, or all others wait for its flush.
   */
  private void onGather(QuotaId quota) {
    QuotaQueue queue = queues.get(quota);
    if (queue == null || !queue.isGathering()) return;
    if (queue.expectsMore(System.nanoTime())) {
      getContext().getSelf().tell(new Gather(quota));
    } else {
      sendNext(quota, queue);
    }
  }

  private void onOverdue(Overdue overdue) {
    QuotaQueue queue = queues.get(overdue.quota());
    if (queue == null || queue.isIdle() || queue.batchNumber() != overdue.batch()) return;
    if (overdue.isGivenUp()) {
      queue.span().fail("unanswered");
      queue.span().end();
      queue.endBatch().forEach(submit -> refuse(submit, QuotaRefusal.UNANSWERED));
      sendNext(overdue.quota(), queue);
    } else {
      repeat(overdue.quota(), queue);
      startTimer(overdue.next());
    }
  }

  private void sendNext(QuotaId quota, QuotaQueue queue) {
    queue.takeOverdue(System.nanoTime()).forEach(submit -> refuse(submit, QuotaRefusal.OVERLOADED));
    if (queue.isEmpty()) {
      queues.remove(quota);
      timers.cancel(quota);
      return;
    }
    queue.startBatch(node.batches().incrementAndGet(), System.nanoTime());
    if (!quota.isPersonal() && !queue.isOfMany()) node.neighbours().seen(quota, System.nanoTime());
    Duration pause = node.roundTrips().first();
    startTimer(new Overdue(quota, queue.batchNumber(), pause, pause));
    send(quota, queue);
  }

  private void startTimer(Overdue overdue) {
    timers.startSingleTimer(overdue.quota(), overdue, overdue.pause());
  }

  /** Under its number: of two answers the first one counts. */
  private void repeat(QuotaId quota, QuotaQueue queue) {
    if (queue.isIdle()) return;
    queue.repeated();
    send(quota, queue);
  }

  private void send(QuotaId quota, QuotaQueue queue) {
    var batch =
        new QuotaEntity.ApplyBatch(
            queue.inFlight(), queue.batchNumber(), node.epochs().own(), answers);
    node.quotas().apply(quota).tell(SpanCarrier.carry(batch, queue.span()));
  }

  private static void refuse(Submit submit, QuotaRefusal reason) {
    reply(submit, new QuotaAnswer.Refused(reason, 0));
  }

  private static void reply(Submit submit, QuotaAnswer answer) {
    submit
        .span()
        .run(() -> submit.replyTo().accept(new QuotaReply(submit.quota(), submit.tag(), answer)));
  }
}
