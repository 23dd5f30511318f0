package id.kuota.persistence.reconciliation;

import static id.kuota.persistence.reconciliation.Difference.Kind.ENTITY_DIFFERS;
import static id.kuota.persistence.reconciliation.Difference.Kind.HOLD_DIFFERS;
import static id.kuota.persistence.reconciliation.Difference.Kind.HOLD_OVERDUE;
import static id.kuota.persistence.reconciliation.Difference.Kind.HOLD_WITHOUT_ORDER;
import static id.kuota.persistence.reconciliation.Difference.Kind.READ_MODEL_DIFFERS;
import static id.kuota.persistence.reconciliation.Difference.Kind.SOLD_DIFFERS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A comparison of a quota's events with every other source about it. */
final class QuotaComparison {

  /** Younger than this, what does not agree yet is under way. */
  static final Duration IN_MOTION = Duration.ofSeconds(10);

  /** A hold about which no order says anything; whether there is such an order is not known yet. */
  private record Unclaimed(String subject, String order, QuotaAudit.OpenHold hold) {}

  private final Instant now;
  private final Findings findings;
  private final List<Unclaimed> unclaimed = new ArrayList<>();

  QuotaComparison(Instant now, Findings findings) {
    this.now = now;
    this.findings = findings;
  }

  Instant now() {
    return now;
  }

  /** With the row in the read model. The revision that it should have is checked apart. */
  void withSummary(QuotaAudit audit, ReadModelState.Summary summary, long revenue) {
    String subject = audit.subject();
    audit
        .numbersAt(summary.revision())
        .ifPresentOrElse(
            numbers -> {
              compare(subject, "capacity", summary.capacity(), numbers.capacity());
              compare(subject, "held", summary.held(), numbers.held());
              compare(subject, "sold", summary.sold(), numbers.sold());
              compare(subject, "released", summary.released(), numbers.released());
              compare(subject, "refused", summary.refused(), numbers.refused());
            },
            () ->
                findings.differs(
                    READ_MODEL_DIFFERS,
                    subject,
                    "the read model has event %d, the journal ends with event %d"
                        .formatted(summary.revision(), audit.numbers().revision())));
    compare(subject, "revenue", summary.revenue(), revenue);
  }

  /** Compares with the sums of all its minutes. */
  void withMinutes(QuotaAudit audit, long revision, ReadModelState.MinuteSums sums, long revenue) {
    QuotaNumbers numbers = audit.numbersAt(revision).orElse(QuotaNumbers.UNOPENED);
    var expected =
        new ReadModelState.MinuteSums(
            numbers.taken(), numbers.sold(), numbers.released(), numbers.refused(), revenue);
    if (!sums.equals(expected)) {
      findings.differs(
          READ_MODEL_DIFFERS,
          audit.subject(),
          "its minutes sum up to %s, %s by the journal".formatted(sums, expected));
    }
  }

  /** Compares with the numbers of the running entity. */
  void withEntity(QuotaAudit audit, EntityNumbers.Numbers entity) {
    String subject = audit.subject();
    if (entity.available() != entity.capacity() - entity.held() - entity.sold()) {
      findings.differs(
          ENTITY_DIFFERS, subject, "capacity is not available + held + sold: " + entity);
    }
    audit
        .numbersAt(entity.revision())
        .ifPresentOrElse(
            numbers -> {
              String memory = "in memory, as of event " + entity.revision() + ", ";
              findings.compare(
                  ENTITY_DIFFERS,
                  subject,
                  memory + "capacity",
                  entity.capacity(),
                  numbers.capacity());
              findings.compare(
                  ENTITY_DIFFERS, subject, memory + "held", entity.held(), numbers.held());
              findings.compare(
                  ENTITY_DIFFERS, subject, memory + "sold", entity.sold(), numbers.sold());
            },
            () ->
                findings.differs(
                    ENTITY_DIFFERS,
                    subject,
                    "it has event %d in memory, the journal ends with event %d"
                        .formatted(entity.revision(), audit.numbers().revision())));
  }

  /** With the orders: every hold has its order, and every unit sold has its payment. */
  void withOrders(QuotaAudit audit, Claims claims) {
    audit
        .open()
        .forEach(
            (order, hold) ->
                claims
                    .of(order)
                    .filter(claim -> isMeantBy(claim, hold))
                    .ifPresentOrElse(
                        claim -> compareClaimed(audit, order, hold, claim),
                        () -> unclaimed.add(new Unclaimed(audit.subject(), order, hold))));
    var bought = new OwnersDigest();
    bought.add(claims.settled());
    claims
        .pending()
        .forEach(
            (order, claim) -> {
              QuotaAudit.OpenHold hold = audit.open().get(order);
              if (hold == null || !isMeantBy(claim, hold)) {
                compareEnded(audit, order, claim, bought);
              }
            });
    compareReturned(audit, claims);
    if (!bought.sameAs(audit.sold())) {
      findings.differs(
          SOLD_DIFFERS,
          audit.subject(),
          "it has sold %s; paid orders have bought %s".formatted(audit.sold(), bought));
    }
  }

  /** Every unit that came back is of a ticket that was cancelled, and came back once. */
  private void compareReturned(QuotaAudit audit, Claims claims) {
    var owners = new HashSet<>(audit.returned().keySet());
    owners.addAll(claims.returned().keySet());
    for (String owner : owners) {
      int back = audit.returned().getOrDefault(owner, 0);
      var expected = claims.returned().getOrDefault(owner, new Claims.Returned(0, 0));
      if (back < expected.least() || back > expected.most()) {
        findings.differs(
            SOLD_DIFFERS,
            audit.subject(),
            "%s has given back %d units, by its order %d to %d"
                .formatted(owner, back, expected.least(), expected.most()));
      }
    }
  }

  /**
   * Returns whether it is the hold that the order was placed with: earlier tries had earlier
   * deadlines.
   */
  private static boolean isMeantBy(Claims.Claim claim, QuotaAudit.OpenHold hold) {
    return !hold.deadline().isBefore(claim.deadline());
  }

  private void compareClaimed(
      QuotaAudit audit, String order, QuotaAudit.OpenHold hold, Claims.Claim claim) {
    if (claim.word() == Claims.Word.IN_CART) {
      compareWithCart(audit, order, hold, claim);
      return;
    }
    if (claim.units() != hold.units()) {
      findings.differs(
          HOLD_DIFFERS,
          audit.subject(),
          "%s holds %d units, %d by its order".formatted(order, hold.units(), claim.units()));
    }
    if (claim.word() == Claims.Word.HELD) return;
    String what =
        "%s has ended at %s and still holds %d units until %s"
            .formatted(order, claim.since(), hold.units(), hold.deadline());
    if (isUnderWay(claim.since(), hold.deadline())) {
      findings.moves(audit.subject() + ": " + what);
    } else {
      findings.differs(HOLD_OVERDUE, audit.subject(), what);
    }
  }

  /**
   * A cart holds more than it has while a line of it changes, and until its deadline if a node died
   * in the middle; it never holds less for long.
   */
  private void compareWithCart(
      QuotaAudit audit, String order, QuotaAudit.OpenHold hold, Claims.Claim claim) {
    if (hold.units() == claim.units()) return;
    String what =
        "%s holds %d units until %s, its cart has %d"
            .formatted(order, hold.units(), hold.deadline(), claim.units());
    if (hold.units() > claim.units() || isYoung(claim)) {
      findings.moves(audit.subject() + ": " + what);
    } else {
      findings.differs(HOLD_DIFFERS, audit.subject(), what);
    }
  }

  private boolean isYoung(Claims.Claim claim) {
    return now.isBefore(claim.since().plus(IN_MOTION));
  }

  /**
   * Returns the orders of which it must be known until when they hold, before {@link
   * #judgeUnclaimed}.
   */
  Set<String> unclaimedOrders() {
    return unclaimed.stream().map(Unclaimed::order).collect(Collectors.toSet());
  }

  /**
   * Judges the holds about which no order says anything.
   *
   * @param heldUntil deadlines of those orders that the journal knows
   */
  void judgeUnclaimed(Map<String, Instant> heldUntil) {
    unclaimed.forEach(found -> judge(found, Optional.ofNullable(heldUntil.get(found.order()))));
    unclaimed.clear();
  }

  private void judge(Unclaimed found, Optional<Instant> heldUntil) {
    QuotaAudit.OpenHold hold = found.hold();
    String what =
        "%s holds %d units since %s until %s"
            .formatted(found.order(), hold.units(), hold.since(), hold.deadline());
    boolean leftBehind = heldUntil.filter(until -> hold.deadline().isBefore(until)).isPresent();
    String why =
        leftBehind
            ? "; it is of an earlier attempt of its order"
            : heldUntil.isPresent()
                ? "; its order does not confirm it"
                : "; there is no such order, or not yet";
    boolean mayStay = leftBehind || heldUntil.isEmpty();
    if (mayStay && isUnderWay(hold.since(), hold.deadline())) {
      findings.moves(found.subject() + ": " + what + why + "; the quota asks at the deadline");
    } else {
      findings.differs(HOLD_WITHOUT_ORDER, found.subject(), what + why);
    }
  }

  /** Compares an order's claim on a hold that is not open. */
  private void compareEnded(
      QuotaAudit audit, String order, Claims.Claim claim, OwnersDigest bought) {
    switch (claim.word()) {
      case HELD ->
          findings.differs(
              HOLD_DIFFERS,
              audit.subject(),
              "%s is held with %d units and has no hold".formatted(order, claim.units()));
      case IN_CART -> {
        if (!isYoung(claim)) {
          findings.differs(
              HOLD_DIFFERS,
              audit.subject(),
              "the cart of %s has %d units and no hold".formatted(order, claim.units()));
        }
      }
      case TO_SETTLE -> bought.add(order, claim.units()); // Settled, the word is on its way.
      case TO_RELEASE -> {}
    }
  }

  /**
   * Returns whether nothing is late: the quota asks about its holds after the deadline, not before.
   */
  private boolean isUnderWay(Instant since, Instant deadline) {
    Instant due = since.isAfter(deadline) ? since : deadline;
    return now.isBefore(due.plus(IN_MOTION));
  }

  private void compare(String subject, String what, long found, long expected) {
    findings.compare(READ_MODEL_DIFFERS, subject, what, found, expected);
  }
}
