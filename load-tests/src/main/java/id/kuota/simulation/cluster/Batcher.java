package id.kuota.simulation.cluster;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaReply;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.simulation.world.Network;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The contract of {@code QuotaBatcher} on one machine: one batch of a quota is in flight at a time,
 * what comes meanwhile is the next one; a batch without an answer is UNANSWERED after {@link
 * Limits#QUOTA_BATCH_TIMEOUT}, and what has waited for too long is OVERLOADED.
 */
final class Batcher {

  private record Waiting(QuotaBatcher.Submit submit, long since) {}

  private static final class Lane {
    final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    List<QuotaBatcher.Submit> inFlight = List.of();
    long number;
    long sentAt;
  }

  private final Cluster cluster;
  private final Map<QuotaId, Lane> lanes = new HashMap<>();
  private final ActorRef<QuotaEntity.BatchAnswered> answers;
  private final Network.End end;
  private final OptionalLong epoch;
  private long batches;

  Batcher(Cluster cluster, Machine machine) {
    this.cluster = cluster;
    this.end = machine.end("batcher-" + machine);
    this.epoch = OptionalLong.of(machine.epoch());
    this.answers = cluster.address(machine, end, this::onAnswered);
  }

  void submit(QuotaBatcher.Submit submit) {
    Lane lane = lanes.computeIfAbsent(submit.quota(), quota -> new Lane());
    if (lane.waiting.size() >= Limits.QUOTA_WAITING_MAX) {
      reply(submit, new QuotaAnswer.Refused(QuotaRefusal.OVERLOADED, 0));
      return;
    }
    lane.waiting.add(new Waiting(submit, cluster.world.micros()));
    if (lane.inFlight.isEmpty()) sendNext(submit.quota(), lane);
  }

  private void onAnswered(QuotaEntity.BatchAnswered answer) {
    Lane lane = lanes.get(answer.quota());
    if (lane == null || lane.inFlight.isEmpty()) return;
    if (lane.number != answer.batch() && cluster.seams.keeps(Guarantee.CHECKS_BATCH_NUMBER)) return;
    List<QuotaBatcher.Submit> batch = lane.inFlight;
    lane.inFlight = List.of();
    List<QuotaRequest> requests = batch.stream().map(QuotaBatcher.Submit::request).toList();
    List<QuotaAnswer> given = cluster.seams.answers(answer.answers());
    cluster.observer.batchAnswered(answer.quota().value(), requests, given, lane.sentAt);
    for (int i = 0; i < batch.size() && i < given.size(); i++) {
      reply(batch.get(i), given.get(i));
    }
    sendNext(answer.quota(), lane);
  }

  private void sendNext(QuotaId quota, Lane lane) {
    var batch = new ArrayList<QuotaBatcher.Submit>();
    long oldest = cluster.world.micros() - Limits.QUOTA_WAIT_MAX.toNanos() / 1_000;
    while (!lane.waiting.isEmpty() && batch.size() < Limits.QUOTA_BATCH_MAX) {
      Waiting next = lane.waiting.remove();
      if (next.since() >= oldest) batch.add(next.submit());
      else reply(next.submit(), new QuotaAnswer.Refused(QuotaRefusal.OVERLOADED, 0));
    }
    if (batch.isEmpty()) return;
    lane.inFlight = batch;
    lane.number = ++batches;
    lane.sentAt = cluster.world.micros();
    long number = lane.number;
    cluster.world.after(Limits.QUOTA_BATCH_TIMEOUT, () -> timedOut(quota, lane, number));
    var message =
        new QuotaEntity.ApplyBatch(
            batch.stream().map(QuotaBatcher.Submit::request).toList(), number, epoch, answers);
    cluster.speaking(
        end,
        () -> cluster.shards.tell(EntityKey.quota(quota.value()), message, Network.Repeat.AT_ONCE));
  }

  private void timedOut(QuotaId quota, Lane lane, long number) {
    if (lane.inFlight.isEmpty() || lane.number != number) return;
    List<QuotaBatcher.Submit> batch = lane.inFlight;
    lane.inFlight = List.of();
    batch.forEach(submit -> reply(submit, new QuotaAnswer.Refused(QuotaRefusal.UNANSWERED, 0)));
    sendNext(quota, lane);
  }

  private static void reply(QuotaBatcher.Submit submit, QuotaAnswer answer) {
    submit.replyTo().accept(new QuotaReply(submit.quota(), submit.tag(), answer));
  }
}
