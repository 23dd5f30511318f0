package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.OpenHolds.OpenHold;
import id.kuota.engine.quota.QuotaEntity.ApplyFates;
import id.kuota.engine.quota.QuotaEntity.FateTold;
import id.kuota.engine.quota.QuotaEntity.Message;
import id.kuota.engine.quota.QuotaEntity.SweepDue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Asks the owners of holds whose deadline has passed, and collects their words.
 *
 * <p>At most {@link Limits#FATES_IN_FLIGHT_MAX} owners are asked at a time, so that a million holds
 * that end in one second wake their orders as fast as the database serves them and no faster. The
 * words that arrive while the quota writes are applied together, in one batch.
 */
final class ExpirySweep {

  private final QuotaId quota;
  private final TimerScheduler<Message> timers;
  private final ActorRef<Message> self;
  private final ActorRef<HoldFate> words;
  private final HoldOwners owners;
  private final Duration margin;
  private final Deadlines deadlines = new Deadlines();

  /** Holds whose owners were asked, and when to ask them again. */
  private final Map<HoldId, Instant> inQuestion = new HashMap<>();

  private final List<HoldFate> decided = new ArrayList<>();

  ExpirySweep(
      QuotaId quota,
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      HoldOwners owners) {
    this.quota = quota;
    this.timers = timers;
    this.self = context.getSelf();
    this.words = context.messageAdapter(HoldFate.class, FateTold::new);
    this.owners = owners;
    this.margin =
        quota.isPersonal()
            ? Limits.EXPIRY_MARGIN.plus(Limits.PERSONAL_EXPIRY_DELAY)
            : Limits.EXPIRY_MARGIN;
  }

  /** Begins anew and watches these. */
  void begin(OpenHolds holds) {
    deadlines.fill(holds);
    inQuestion.clear();
    decided.clear();
  }

  void watch(OpenHold hold) {
    deadlines.add(hold.id(), hold.until());
  }

  Optional<Instant> next(OpenHolds holds) {
    return deadlines.next(holds);
  }

  /** Sets the timer to the next moment at which there is something to do. */
  void schedule(OpenHolds holds, Instant now) {
    inQuestion.keySet().removeIf(hold -> !isDue(hold, holds, now));
    Optional<Instant> deadline =
        inQuestion.size() < Limits.FATES_IN_FLIGHT_MAX
            ? deadlines.next(holds).map(until -> until.plus(margin))
            : Optional.empty();
    Optional<Instant> again = inQuestion.values().stream().min(Instant::compareTo);
    Optional<Instant> first =
        deadline.isPresent() && again.isPresent()
            ? Optional.of(deadline.get().isBefore(again.get()) ? deadline.get() : again.get())
            : deadline.or(() -> again);
    first.ifPresentOrElse(
        at -> timers.startSingleTimer(SweepDue.class, new SweepDue(), pause(now, at)),
        () -> timers.cancel(SweepDue.class));
  }

  /** Asks the owners of the holds that are due, as many as the pace allows. */
  void run(OpenHolds holds, Instant now) {
    inQuestion.keySet().removeIf(hold -> !isDue(hold, holds, now));
    inQuestion.replaceAll(
        (hold, again) -> now.isBefore(again) ? again : ask(holds.find(hold).orElseThrow(), now));
    Instant limit = now.minus(margin).plusNanos(1);
    while (inQuestion.size() < Limits.FATES_IN_FLIGHT_MAX) {
      Optional<OpenHold> due = deadlines.takeBefore(limit, holds);
      if (due.isEmpty()) break;
      inQuestion.put(due.get().id(), ask(due.get(), now));
    }
    schedule(holds, now);
  }

  void told(HoldFate fate, OpenHolds holds, Instant now) {
    if (!inQuestion.containsKey(fate.hold())) return; // An answer to an earlier question.
    switch (fate.word()) {
      case SETTLE, RELEASE -> {
        if (decided.isEmpty()) {
          self.tell(new ApplyFates());
        }
        decided.add(fate);
      }
      case WAIT -> {
        inQuestion.put(fate.hold(), now.plus(Limits.FATE_RETRY));
        schedule(holds, now);
      }
    }
  }

  /** The words so far; their holds are no longer in question once they are applied. */
  List<HoldFate> takeDecided() {
    List<HoldFate> taken = List.copyOf(decided);
    decided.clear();
    taken.forEach(fate -> inQuestion.remove(fate.hold()));
    return taken;
  }

  private Instant ask(OpenHold hold, Instant now) {
    owners.askFate(hold.id(), hold.attempt(), quota, words);
    return now.plus(Limits.FATE_TIMEOUT);
  }

  /** A hold may end, or be replaced by a later one, while its owner is asked. */
  private static boolean isDue(HoldId hold, OpenHolds holds, Instant now) {
    return holds.find(hold).filter(open -> !now.isBefore(open.until())).isPresent();
  }

  private static Duration pause(Instant now, Instant at) {
    Duration pause = Duration.between(now, at);
    return pause.isNegative() ? Duration.ZERO : pause;
  }
}
