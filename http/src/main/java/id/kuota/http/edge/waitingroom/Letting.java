package id.kuota.http.edge.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.AdmissionRule;
import id.kuota.engine.waitingroom.RoomPhase;
import id.kuota.engine.waitingroom.Share;
import id.kuota.persistence.waitingroom.AdmissionFigures;
import id.kuota.persistence.waitingroom.Room;
import id.kuota.persistence.waitingroom.WaitingRoomPasses;
import id.kuota.persistence.waitingroom.WaitingRooms;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lets people into sales, by the rule and by what is measured. Not thread-safe; blocks. */
final class Letting {

  private static final long MINUTE = 60;
  private static final double MINUTE_MILLIS = 60_000;

  /** What the rate allows is not saved up for longer than this. */
  private static final long SAVED_MILLIS = 2_000;

  private final Map<SaleId, Allowance> allowances = new HashMap<>();
  private final WaitingRooms store;
  private final WaitingRoomPasses passes;

  /** People that the rate lets in at a moment. */
  private record Allowance(double people, Instant at) {

    Allowance at(Instant now, int perMinute) {
      long passed = Math.clamp(Duration.between(at, now).toMillis(), 0, SAVED_MILLIS);
      double most = Math.max(1, perMinute * SAVED_MILLIS / MINUTE_MILLIS);
      return new Allowance(Math.min(most, people + perMinute * passed / MINUTE_MILLIS), now);
    }
  }

  Letting(WaitingRooms store, WaitingRoomPasses passes) {
    this.store = store;
    this.passes = passes;
  }

  /**
   * Lets people into an open room; returns how many were let in within a minute.
   *
   * @param perMinute the operator's rate
   */
  long letIn(Room room, RoomPhase phase, int perMinute, long free, Instant now) {
    Allowance allowance =
        allowances
            .getOrDefault(room.sale(), new Allowance(0, now.minusMillis(SAVED_MILLIS)))
            .at(now, perMinute);
    allowances.put(room.sale(), allowance);
    if (phase.isTheEnd()) return 0;
    AdmissionFigures figures = passes.figures(room.sale(), now);
    long already = room.admittedUpTo() - figures.minuteAgo();
    if (phase != RoomPhase.OPEN) return pace(room, already, now);
    long more = rule(room, figures, (long) allowance.people(), free).admit();
    if (more == 0 || !store.admit(room, room.admittedUpTo() + more, now)) {
      return pace(room, already, now);
    }
    allowances.put(room.sale(), new Allowance(allowance.people() - more, now));
    return pace(room, already + more, now);
  }

  /** In its first minute a room is measured by the seconds since its start. */
  private static long pace(Room room, long inAMinute, Instant now) {
    long seconds =
        room.freeze().map(freeze -> Duration.between(freeze.at(), now).toSeconds()).orElse(MINUTE);
    return seconds >= MINUTE ? inAMinute : inAMinute * MINUTE / Math.max(1, seconds);
  }

  private static AdmissionRule rule(
      Room room, AdmissionFigures figures, long allowance, long free) {
    long coming = room.admittedUpTo() - figures.settledUpTo() - figures.comingCame();
    long measured = figures.settledUpTo() - figures.measuredFrom();
    return new AdmissionRule(
        allowance,
        room.lastNumber() - room.admittedUpTo(),
        free,
        figures.decidedHeld() == 0 ? 1 : (double) figures.units() / figures.decidedHeld(),
        Math.max(0, coming),
        new Share(figures.measuredCame(), measured),
        figures.choosing(),
        new Share(figures.decidedHeld(), figures.decided()));
  }
}
