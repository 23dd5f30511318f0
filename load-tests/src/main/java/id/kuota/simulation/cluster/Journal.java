package id.kuota.simulation.cluster;

import id.kuota.simulation.plan.Fault;
import id.kuota.simulation.plan.Troubles;
import id.kuota.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;

/**
 * A journal that is slow, fails, or commits and loses the answer. An event is in it from its commit
 * on, whatever becomes of its writer, and each number of a stream is given once.
 */
public final class Journal {

  /** What a writer hears. */
  enum Outcome {
    WRITTEN,
    /** The stream has events, and the writer had not read it: nothing was written. */
    KNOWN,
    /** It is not known whether anything was written. */
    UNKNOWN
  }

  private static final long MICROS_MIN = 500;
  private static final long MICROS_MAX = 15_000;

  private final World world;
  private final Seams seams;
  private final LongPredicate fenced;
  private final BiConsumer<EntityKey, Object> observer;
  private final Map<EntityKey, List<Object>> streams = new LinkedHashMap<>();
  private final Map<EntityKey, SplittableRandom> chances = new HashMap<>();
  private final Map<Integer, Fault.CrashAtWrite> crashes = new HashMap<>();
  private final Map<Integer, Fault.CrashInCalm> crashesInCalm = new HashMap<>();
  private final Map<Integer, Integer> moves = new HashMap<>();
  private Troubles troubles;
  private Duration slowest = Duration.ZERO;
  private boolean isAway;
  private int writes;
  private int writesInCalm = Integer.MIN_VALUE;
  private IntConsumer move = share -> {};
  private BiConsumer<Machine, Duration> crash = (machine, time) -> {};
  private BiConsumer<Machine, Duration> crashInCalm = (machine, time) -> {};

  /**
   * Creates an empty journal.
   *
   * @param fenced which epochs of machines it takes no more events of
   */
  Journal(
      World world,
      Troubles troubles,
      Seams seams,
      LongPredicate fenced,
      BiConsumer<EntityKey, Object> observer) {
    this.world = world;
    this.fenced = fenced;
    this.troubles = troubles;
    this.seams = seams;
    this.observer = observer;
  }

  /** From now on everything works. */
  void clearUp() {
    troubles = Troubles.NONE;
    slowest = Duration.ZERO;
    isAway = false;
    crashes.clear();
    writesInCalm = 0;
  }

  void setAway(boolean away) {
    isAway = away;
  }

  boolean isAway() {
    return isAway;
  }

  void setSlowest(Duration time) {
    slowest = time;
  }

  /** The machine of the writer shall crash at a write. */
  void crashAt(Fault.CrashAtWrite write) {
    crashes.put(write.write(), write);
  }

  /** The machine of the writer shall crash at a write since all is well. */
  void crashInCalmAt(Fault.CrashInCalm point) {
    crashesInCalm.put(point.write(), point);
  }

  /** No machine shall crash at a write any more. */
  void endCrashes() {
    crashes.clear();
    crashesInCalm.clear();
  }

  /** Entities shall move when a write begins. */
  void moveAt(Fault.RebalanceAtWrite point) {
    moves.put(point.write(), point.share());
  }

  void onMove(IntConsumer action) {
    move = action;
  }

  void onCrash(BiConsumer<Machine, Duration> action) {
    crash = action;
  }

  void onCrashInCalm(BiConsumer<Machine, Duration> action) {
    crashInCalm = action;
  }

  /** Returns all streams, in the order of their first events. */
  public Map<EntityKey, List<Object>> streams() {
    return streams;
  }

  /** Returns what is in a stream; empty for one that was never written. */
  public List<Object> stream(EntityKey entity) {
    return streams.getOrDefault(entity, List.of());
  }

  /**
   * Writes events, all or none.
   *
   * @param after number of the last event that the writer knows
   * @param isUnread whether the writer has not read the stream, and takes it for empty
   * @param machine where the writer runs
   * @param isThere whether the writer still lives
   * @param done runs if the writer lives
   */
  void write(
      EntityKey entity,
      long after,
      boolean isUnread,
      List<Object> events,
      Machine machine,
      BooleanSupplier isThere,
      Consumer<Outcome> done) {
    SplittableRandom chance = chance(entity);
    int write = ++writes;
    int writeInCalm = ++writesInCalm;
    Integer share = moves.get(writeInCalm);
    long epoch = machine.epoch();
    if (share != null) world.after(0, () -> move.accept(share));
    boolean fails = isAway || chance.nextDouble() < troubles.writeFails();
    boolean answerLost = chance.nextDouble() < troubles.answerLost();
    boolean commitsWithoutWriter = chance.nextBoolean();
    long delay = delay(chance);
    world.after(
        delay,
        () -> {
          boolean lives = isThere.getAsBoolean();
          Fault.CrashAtWrite point = lives ? crashes.remove(write) : null;
          Fault.CrashInCalm loss = lives ? crashesInCalm.remove(writeInCalm) : null;
          boolean commits =
              point != null
                  ? point.committed()
                  : loss != null ? loss.committed() : !fails && (lives || commitsWithoutWriter);
          boolean takes = commits && !fenced.test(epoch);
          boolean isKnown = takes && isUnread && isKnown(entity);
          boolean ok = takes && !isKnown && commit(entity, after, isUnread, events);
          if (point != null) crash.accept(machine, point.time());
          if (loss != null) crashInCalm.accept(machine, loss.time());
          world.after(
              chance.nextLong(10, 1_000),
              () -> {
                if (!isThere.getAsBoolean()) return;
                if (answerLost || !(ok || isKnown)) done.accept(Outcome.UNKNOWN);
                else done.accept(isKnown ? Outcome.KNOWN : Outcome.WRITTEN);
              });
        });
  }

  private boolean isKnown(EntityKey entity) {
    return !stream(entity).isEmpty() && seams.keeps(Guarantee.CHECKS_UNREAD_STREAMS);
  }

  private boolean commit(EntityKey entity, long after, boolean isUnread, List<Object> events) {
    List<Object> stream = streams.computeIfAbsent(entity, key -> new ArrayList<>());
    boolean isChecked =
        seams.keeps(isUnread ? Guarantee.CHECKS_UNREAD_STREAMS : Guarantee.REFUSES_SECOND_WRITER);
    if (stream.size() != after && isChecked) {
      world.story().note(world.micros(), "journal", () -> "refuses a second writer of " + entity);
      return false;
    }
    for (Object event : seams.kept(entity, events)) {
      stream.add(event);
      world.story().note(world.micros(), entity.id(), event::toString);
      observer.accept(entity, event);
    }
    return true;
  }

  /** Counts the events of a stream, which are read then; -1 if it cannot be read. */
  void read(EntityKey entity, BooleanSupplier isThere, IntConsumer done) {
    SplittableRandom chance = chance(entity);
    boolean fails = isAway || chance.nextDouble() < troubles.readFails();
    world.after(
        delay(chance),
        () -> {
          if (isThere.getAsBoolean()) done.accept(fails ? -1 : stream(entity).size());
        });
  }

  private long delay(SplittableRandom chance) {
    long most = Math.max(MICROS_MAX, slowest.toNanos() / 1_000);
    return chance.nextLong(MICROS_MIN, most);
  }

  private SplittableRandom chance(EntityKey entity) {
    return chances.computeIfAbsent(entity, key -> world.random("journal/" + key));
  }
}
