package id.kuota.engine.waitingroom;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A sale whose room admits by the rule, with the measures that the controller has: it sees who has
 * come and who holds, and neither who will.
 */
final class SimulatedCrowd {

  private static final long STEP = 500;
  private static final long HOLD = 60_000;
  private static final double SHOWS = 0.7;
  private static final double HOLDS = 0.9;
  private static final double PAYS = 0.8;

  private enum Kind {
    COMES,
    DECIDES,
    EXPIRES
  }

  private record Happening(long at, Kind kind, Person person) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      return Long.compare(at, other.at);
    }
  }

  private static final class Person {
    private final long admittedAt;
    private boolean hasCome;

    private Person(long admittedAt) {
      this.admittedAt = admittedAt;
    }
  }

  private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
  private final List<Person> recent = new ArrayList<>();
  private final int people;
  private final int perMinute;
  private final SplittableRandom chance;
  private long free;
  private long held;
  private long admitted;
  private long inVain;
  private long settled;
  private long settledWhoCame;
  private long choosing;
  private long decided;
  private long decidedToHold;
  private double allowance;
  private long idleSince = -1;
  private long longestIdle;

  SimulatedCrowd(int units, int people, int perMinute, SplittableRandom chance) {
    this.free = units;
    this.people = people;
    this.perMinute = perMinute;
    this.chance = chance;
  }

  /** Runs until everything is sold, or the last person was let in and has decided. */
  void run() {
    for (long now = 0;
        free + held > 0 && (admitted < people || !happenings.isEmpty());
        now += STEP) {
      while (!happenings.isEmpty() && happenings.peek().at() <= now) happen(happenings.remove());
      admit(now);
    }
  }

  private void happen(Happening happening) {
    Person person = happening.person();
    switch (happening.kind()) {
      case COMES -> {
        person.hasCome = true;
        choosing++;
        happenings.add(
            new Happening(happening.at() + chance.nextLong(500, 20_000), Kind.DECIDES, person));
      }
      case DECIDES -> {
        choosing--;
        decided++;
        if (chance.nextDouble() >= HOLDS) return;
        decidedToHold++;
        if (free == 0) {
          inVain++;
          return;
        }
        free--;
        held++;
        happenings.add(new Happening(happening.at() + HOLD, Kind.EXPIRES, person));
      }
      case EXPIRES -> {
        held--;
        if (chance.nextDouble() >= PAYS) free++;
      }
    }
  }

  private void admit(long now) {
    recent.removeIf(
        person -> {
          if (now - person.admittedAt < AdmissionTimes.COMING.toMillis()) return false;
          settled++;
          if (person.hasCome) settledWhoCame++;
          return true;
        });
    long coming = recent.stream().filter(person -> !person.hasCome).count();
    allowance = Math.min(allowance + perMinute * (STEP / 60_000.0), perMinute / 30.0 + 1);
    long most = (long) allowance;
    long more =
        new AdmissionRule(
                most,
                people - admitted,
                free,
                1,
                coming,
                new Share(settledWhoCame, settled),
                choosing,
                new Share(decidedToHold, decided))
            .admit();
    for (long i = 0; i < more; i++) letIn(now);
    allowance -= more;
    noteIdle(now, more < most && admitted < people && free > coming + more + choosing);
  }

  private void letIn(long now) {
    var person = new Person(now);
    admitted++;
    recent.add(person);
    if (chance.nextDouble() < SHOWS) {
      happenings.add(new Happening(now + chance.nextLong(100, 3_500), Kind.COMES, person));
    }
  }

  private void noteIdle(long now, boolean isIdle) {
    if (!isIdle) idleSince = -1;
    else if (idleSince < 0) idleSince = now;
    else longestIdle = Math.max(longestIdle, now - idleSince);
  }

  long unsold() {
    return free;
  }

  long inVain() {
    return inVain;
  }

  long admitted() {
    return admitted;
  }

  long longestIdleMillis() {
    return longestIdle;
  }
}
