package id.kuota.persistence.reconciliation;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.persistence.projection.JournalPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One quota: what it says it has held and sold, by its own events, and whether it ever gave what it
 * had not. Keeps the open holds, and of what was sold a digest.
 */
final class QuotaAudit implements StreamAudit {

  /** A hold that is open at the end of the stream. */
  record OpenHold(int units, Instant since, Instant deadline) {}

  /** Receives the outcome. */
  @FunctionalInterface
  interface Outcome {
    void accept(QuotaAudit audit);
  }

  private final QuotaId id;
  private final Map<Long, QuotaNumbers> wanted = new HashMap<>(4);
  private final Findings findings;
  private final Outcome outcome;

  private final Map<String, OpenHold> open = new HashMap<>();
  private final OwnersDigest sold = new OwnersDigest();
  private final Map<String, Integer> returned = new HashMap<>(4);
  private QuotaNumbers numbers = QuotaNumbers.UNOPENED;

  QuotaAudit(QuotaId id, Findings findings, Outcome outcome) {
    this.id = id;
    this.findings = findings;
    this.outcome = outcome;
  }

  /** Remembers the numbers as of this revision. */
  void remember(long revision) {
    wanted.put(revision, QuotaNumbers.UNOPENED);
  }

  @Override
  public boolean apply(JournalEvent event, long sequenceNumber, JournalPosition position) {
    if (!(event instanceof QuotaEvent.BatchApplied batch)) return false;
    for (QuotaChange change : batch.changes()) {
      switch (change) {
        case QuotaChange.CapacitySet set -> resize(set, batch.at());
        case QuotaChange.UnitsHeld held -> hold(held, sequenceNumber, batch.at());
        case QuotaChange.UnitsSold settled -> {
          expectOpen(settled.hold().value(), settled.quantity(), sequenceNumber);
          sold.add(settled.hold().value(), settled.quantity());
          numbers = numbers.selling(settled.quantity());
        }
        case QuotaChange.UnitsReleased released -> {
          expectOpen(released.hold().value(), released.quantity(), sequenceNumber);
          numbers = numbers.releasing(released.quantity());
        }
        case QuotaChange.UnitsReturned back -> takeBack(back, sequenceNumber);
      }
    }
    numbers = numbers.at(sequenceNumber, batch.refused());
    wanted.computeIfPresent(sequenceNumber, (revision, none) -> numbers);
    return true;
  }

  private void takeBack(QuotaChange.UnitsReturned back, long sequenceNumber) {
    int before = returned.getOrDefault(back.hold().value(), 0);
    if (before + back.quantity() != back.total()) {
      impossible(
          sequenceNumber,
          "takes back %d units of %s, %d in all, after %d"
              .formatted(back.quantity(), back.hold(), back.total(), before));
    }
    returned.put(back.hold().value(), back.total());
    numbers = numbers.takingBack(back.quantity());
  }

  private void resize(QuotaChange.CapacitySet set, Instant at) {
    numbers = numbers.sized(set.capacity());
    if (numbers.available() < 0) {
      findings.note(
          "quota %s: at %s the capacity was set to %d while %d were in use (%s, by %s)"
              .formatted(
                  id, at, set.capacity(), numbers.held() + numbers.sold(), set.reason(), set.by()));
    }
  }

  private void hold(QuotaChange.UnitsHeld held, long sequenceNumber, Instant at) {
    var hold = new OpenHold(held.quantity(), at, held.until());
    OpenHold earlier = open.put(held.hold().value(), hold);
    int previously = earlier == null ? 0 : earlier.units();
    if (previously != held.previously()) {
      impossible(
          sequenceNumber,
          "replaces %d units of %s, which held %d"
              .formatted(held.previously(), held.hold(), previously));
    }
    int more = held.quantity() - previously;
    numbers = numbers.taking(more);
    if (more > 0 && numbers.available() < 0) {
      findings.differs(
          Difference.Kind.OVERSOLD,
          subject(),
          "event %d holds %d units for %s; with them %d are in use, of %d"
              .formatted(
                  sequenceNumber,
                  more,
                  held.hold(),
                  numbers.held() + numbers.sold(),
                  numbers.capacity()));
    }
  }

  private void expectOpen(String hold, int units, long sequenceNumber) {
    OpenHold ended = open.remove(hold);
    int held = ended == null ? 0 : ended.units();
    if (held != units) {
      impossible(sequenceNumber, "ends %d units of %s, which held %d".formatted(units, hold, held));
    }
  }

  private void impossible(long sequenceNumber, String why) {
    findings.differs(
        Difference.Kind.IMPOSSIBLE_EVENT, subject(), "event %d %s".formatted(sequenceNumber, why));
  }

  @Override
  public void end() {
    outcome.accept(this);
  }

  QuotaId id() {
    return id;
  }

  String subject() {
    return "quota " + id;
  }

  /** Returns the numbers at the end of the stream. */
  QuotaNumbers numbers() {
    return numbers;
  }

  /**
   * Returns the numbers as of a revision that was to be remembered; empty if the stream ends before
   * it.
   */
  Optional<QuotaNumbers> numbersAt(long revision) {
    return Optional.ofNullable(wanted.get(revision)).filter(found -> found.revision() == revision);
  }

  Map<String, OpenHold> open() {
    return open;
  }

  /** Returns what owners have given back, in all. */
  Map<String, Integer> returned() {
    return returned;
  }

  /** Returns units ever sold, with those that were given back later. */
  OwnersDigest sold() {
    return sold;
  }
}
