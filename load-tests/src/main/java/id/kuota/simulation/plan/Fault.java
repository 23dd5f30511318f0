package id.kuota.simulation.plan;

import java.time.Duration;

/** Something that goes wrong, at a time of the plan. Machines are numbered from 0. */
public sealed interface Fault extends Element {

  /** A machine stops at once, and comes back. */
  record Crash(int machine, Duration at, Duration time) implements Fault {}

  /**
   * A machine stops while it writes.
   *
   * @param write which write of the run it is, counted from 1
   * @param committed whether the journal has it
   */
  record CrashAtWrite(int write, boolean committed, Duration time) implements Fault {}

  /**
   * A machine of a cluster in which all is well stops while it writes.
   *
   * @param write which write since all is well it is, counted from 1
   * @param committed whether the journal has it
   */
  record CrashInCalm(int write, boolean committed, Duration time) implements Fault {}

  /** A machine stands still, as for a collection of garbage. */
  record Pause(int machine, Duration at, Duration time) implements Fault {}

  /** The clock of a machine is set. It stays within what nodes may differ by. */
  record ClockStep(int machine, Duration at, int permille) implements Fault {}

  /**
   * Entities move to another machine, with a hand-over.
   *
   * @param share how many of them, of a thousand
   */
  record Rebalance(int share, Duration at) implements Fault {}

  /**
   * Entities move at a moment at which something is in flight.
   *
   * @param write which write since all is well it is, counted from 1
   * @param share how many of them, of a thousand
   */
  record RebalanceAtWrite(int write, int share) implements Fault {}

  /**
   * An entity that is no order is started on another machine while it still runs where it was.
   *
   * @param pick chooses the entity
   */
  record SecondWriter(int pick, Duration at, Duration time) implements Fault {}

  /** Two machines do not hear each other. */
  record Partition(int one, int other, Duration at, Duration time) implements Fault {}

  /** The journal cannot be reached. */
  record JournalOutage(Duration at, Duration time) implements Fault {}

  /** The journal takes its time. */
  record SlowJournal(Duration at, Duration time, Duration slowest) implements Fault {}

  /** The gateway cannot be reached. */
  record GatewayOutage(Duration at, Duration time) implements Fault {}
}
