package id.kuota.engine.simulation;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.BatchDecision;
import id.kuota.engine.quota.HoldFate;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.OpenHolds.OpenHold;
import id.kuota.engine.quota.Quota;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaEvent.BatchApplied;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaRequest.Release;
import id.kuota.engine.quota.QuotaRequest.Settle;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.quota.QuotaState.Counting;
import id.kuota.engine.quota.QuotaState.Unopened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A quota: the rules, a journal that survives, and a memory that does not. */
final class SimulatedQuota {

  /** Where a quota asks for the word on a hold. */
  interface Owners {
    void askFate(HoldId hold, long attempt, Consumer<HoldFate> word);
  }

  private record Asked(QuotaRequest request, Consumer<QuotaAnswer> answer) {}

  final QuotaId id;
  private final World world;
  private final Auditor auditor;
  private final Owners owners;
  private final List<BatchApplied> journal = new ArrayList<>();

  private QuotaState state = new Unopened();
  private final ArrayDeque<Asked> waiting = new ArrayDeque<>();
  private final Map<HoldId, Instant> inQuestion = new HashMap<>();
  private @Nullable BatchApplied inFlight;
  private Duration skew;
  private Instant latest = Instant.MIN;
  private boolean up = true;
  private int life;

  SimulatedQuota(QuotaId id, World world, Auditor auditor, Owners owners) {
    this.id = id;
    this.world = world;
    this.auditor = auditor;
    this.owners = owners;
    this.skew = world.skew();
    sweepSoon();
  }

  void ask(QuotaRequest request, Consumer<QuotaAnswer> answer) {
    if (!up) return;
    waiting.add(new Asked(request, answer));
    if (inFlight == null) {
      work();
    }
  }

  /** Loses its memory. What was being written is in the journal, or is not. */
  void crash() {
    if (!up) return;
    world.note(id, "crashes");
    up = false;
    life++;
    if (inFlight != null && world.chance(0.5)) {
      append(inFlight);
    }
    inFlight = null;
    waiting.clear();
    inQuestion.clear();
    world.after(world.between(10, 3_000), this::recover);
  }

  private void recover() {
    state = new Unopened();
    journal.forEach(event -> state = Quota.evolve(state, event));
    skew = world.skew();
    latest = Instant.MIN;
    up = true;
    sweepSoon();
  }

  private void work() {
    var batch = new ArrayList<Asked>();
    while (!waiting.isEmpty() && batch.size() < 5) {
      batch.add(waiting.remove());
    }
    if (batch.isEmpty()) return;
    BatchDecision decision =
        Quota.decide(state, batch.stream().map(Asked::request).toList(), now());
    if (decision.changes().isEmpty()) {
      answer(batch, decision);
      work();
      return;
    }
    var event = new BatchApplied(id, decision.changes(), decision.refused(), now());
    inFlight = event;
    int writer = life;
    world.after(
        world.between(1, 20),
        () -> {
          if (writer != life) return;
          append(event);
          state = Quota.evolve(state, event);
          inFlight = null;
          answer(batch, decision);
          work();
        });
  }

  private void append(BatchApplied event) {
    journal.add(event);
    world.note(id, event);
    auditor.written(event);
  }

  private static void answer(List<Asked> batch, BatchDecision decision) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer().accept(decision.answers().get(i));
    }
  }

  private void sweepSoon() {
    int sweeper = life;
    boolean isIdle = !(state instanceof Counting quota) || quota.holds().size() == 0;
    world.after(
        isIdle ? 1_000 : 250,
        () -> {
          if (sweeper != life) return;
          sweep();
          sweepSoon();
        });
  }

  private void sweep() {
    if (!(state instanceof Counting quota)) return;
    Instant now = now();
    var due = new ArrayList<OpenHold>();
    quota
        .holds()
        .forEach(
            hold -> {
              Instant again = inQuestion.getOrDefault(hold.id(), Instant.MIN);
              boolean late = !now.isBefore(hold.until().plus(Limits.EXPIRY_MARGIN));
              if (late && !now.isBefore(again)) {
                due.add(hold);
              }
            });
    due.sort(Comparator.comparing(hold -> hold.id().value()));
    int asker = life;
    for (OpenHold hold : due) {
      inQuestion.put(hold.id(), now.plus(Limits.FATE_TIMEOUT));
      owners.askFate(
          hold.id(),
          hold.attempt(),
          fate -> {
            if (asker == life) {
              told(fate);
            }
          });
    }
  }

  private void told(HoldFate fate) {
    if (!inQuestion.containsKey(fate.hold())) return;
    switch (fate.word()) {
      case WAIT -> inQuestion.put(fate.hold(), now().plus(Limits.FATE_RETRY));
      case SETTLE -> apply(fate, new Settle(fate.hold(), fate.attempt()));
      case RELEASE -> apply(fate, new Release(fate.hold(), OptionalLong.of(fate.attempt())));
    }
  }

  private void apply(HoldFate fate, QuotaRequest request) {
    inQuestion.remove(fate.hold());
    ask(request, answer -> {});
  }

  /** Never goes back, as the clock of a quota. */
  private Instant now() {
    Instant now = world.now().plus(skew);
    if (now.isAfter(latest)) {
      latest = now;
    }
    return latest;
  }
}
