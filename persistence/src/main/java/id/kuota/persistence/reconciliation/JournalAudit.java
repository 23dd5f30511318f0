package id.kuota.persistence.reconciliation;

import static id.kuota.persistence.reconciliation.Difference.Kind.GAP_IN_STREAM;
import static id.kuota.persistence.reconciliation.Difference.Kind.IMPOSSIBLE_EVENT;
import static id.kuota.persistence.reconciliation.Difference.Kind.READ_MODEL_DIFFERS;

import id.kuota.engine.cart.CartId;
import id.kuota.engine.quota.QuotaId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the journal, gives each stream to the audit of its kind, and compares the outcome
 * of each quota as soon as its stream ends. Not thread-safe; for one walk.
 */
final class JournalAudit {

  private static final String CART = "Cart|";
  private static final String DEVICE = "Device|";
  private static final String ORDER = "Order|";
  private static final String QUOTA = "Quota|";
  private static final String SALE = "Sale|";
  private static final String TICKET = "Ticket|";

  private final ReadModelState readModel;
  private final Map<QuotaId, EntityNumbers.Numbers> entities;
  private final QuotaComparison comparison;
  private final Findings findings;
  private final AuditTotals ledger;

  private Map<String, ReadModelState.Summary> summaries = Map.of();
  private String entity = "";
  private @Nullable StreamAudit audit;
  private long sequenceNumber;
  private long countedSequenceNumber;

  private long rows;
  private long sales;
  private long sharedQuotas;
  private long personalQuotas;
  private long orders;
  private long tickets;

  /**
   * Creates an audit against this state of the read models.
   *
   * @param entities what running quotas have answered, before the journal's snapshot was taken
   */
  JournalAudit(
      ReadModelState readModel,
      Map<QuotaId, EntityNumbers.Numbers> entities,
      QuotaComparison comparison,
      Findings findings) {
    this.readModel = readModel;
    this.entities = entities;
    this.comparison = comparison;
    this.findings = findings;
    this.ledger = new AuditTotals(readModel.position());
  }

  void walk(JournalScan scan) throws SQLException {
    for (List<ScannedRow> page = scan.nextPage(); !page.isEmpty(); page = scan.nextPage()) {
      summaries = readModel.summaries(quotasIn(page));
      page.forEach(this::next);
      judgeUnclaimed(scan);
    }
    endStream();
    judgeUnclaimed(scan);
    compareWhatIsLeft();
  }

  private void judgeUnclaimed(JournalScan scan) throws SQLException {
    comparison.judgeUnclaimed(scan.heldUntil(comparison.unclaimedOrders()));
  }

  private static Set<String> quotasIn(List<ScannedRow> page) {
    return page.stream()
        .map(ScannedRow::entity)
        .filter(entity -> entity.startsWith(QUOTA))
        .map(entity -> entity.substring(QUOTA.length()))
        .collect(Collectors.toSet());
  }

  private void next(ScannedRow row) {
    if (!row.entity().equals(entity)) {
      endStream();
      beginStream(row.entity());
    }
    rows++;
    if (row.sequenceNumber() != sequenceNumber + 1) {
      breakOff(
          GAP_IN_STREAM,
          "event %d is followed by event %d".formatted(sequenceNumber, row.sequenceNumber()));
    }
    sequenceNumber = row.sequenceNumber();
    if (ledger.isCounted(row.position())) {
      countedSequenceNumber = sequenceNumber;
    }
    if (audit == null) return;
    if (row.event().isEmpty()) {
      audit = null; // Found already; what follows cannot be judged.
    } else if (!audit.apply(row.event().get(), sequenceNumber, row.position())) {
      breakOff(IMPOSSIBLE_EVENT, "event %d belongs elsewhere".formatted(sequenceNumber));
    }
  }

  private void breakOff(Difference.Kind kind, String detail) {
    findings.differs(kind, entity, detail + "; the rest of it is not compared");
    audit = null;
  }

  private void beginStream(String id) {
    entity = id;
    sequenceNumber = 0;
    countedSequenceNumber = 0;
    if (id.startsWith(ORDER)) {
      orders++;
      if (sharedQuotas + personalQuotas > 0) {
        throw new IllegalStateException("an order after a quota: the journal is not sorted");
      }
      audit = new OrderAudit(id.substring(ORDER.length()), ledger, findings);
    } else if (id.startsWith(QUOTA) && QuotaId.isValid(id.substring(QUOTA.length()))) {
      audit = quotaAudit(new QuotaId(id.substring(QUOTA.length())));
    } else if (id.startsWith(SALE)) {
      sales++;
      String sale = id.substring(SALE.length());
      audit = new SaleAudit(sale, readModel.position(), readModel.listing(sale), findings);
    } else if (id.startsWith(CART) && CartId.isValid(id.substring(CART.length()))) {
      var cart = new CartId(id.substring(CART.length()));
      audit = new CartAudit(cart, comparison.now(), ledger, findings);
    } else if (id.startsWith(DEVICE)) {
      audit = new DeviceAudit(id.substring(DEVICE.length()));
    } else if (id.startsWith(TICKET)) {
      tickets++;
      audit = new TicketAudit(id.substring(TICKET.length()), ledger, findings);
    } else {
      breakOff(IMPOSSIBLE_EVENT, "no entity has such an id");
    }
  }

  private QuotaAudit quotaAudit(QuotaId quota) {
    if (quota.isPersonal()) {
      personalQuotas++;
    } else {
      sharedQuotas++;
    }
    ReadModelState.Summary summary = summaries.get(quota.value());
    EntityNumbers.Numbers inMemory = entities.get(quota);
    var quotaAudit = new QuotaAudit(quota, findings, ended -> compare(ended, summary, inMemory));
    if (summary != null) {
      quotaAudit.remember(summary.revision());
    }
    if (inMemory != null) {
      quotaAudit.remember(inMemory.revision());
    }
    return quotaAudit;
  }

  private void endStream() {
    if (audit != null) {
      audit.end();
    } else if (entity.startsWith(QUOTA)) {
      Claims unjudged = ledger.takeClaims(entity.substring(QUOTA.length()));
      if (!unjudged.pending().isEmpty()) {
        findings.note("%s: its orders are not compared".formatted(entity));
      }
    }
    audit = null;
  }

  private void compare(
      QuotaAudit ended,
      ReadModelState.@Nullable Summary summary,
      EntityNumbers.@Nullable Numbers inMemory) {
    String quota = ended.id().value();
    long revenue = ledger.revenue(quota);
    findings.compare(
        READ_MODEL_DIFFERS,
        ended.subject(),
        "the revision of the read model",
        summary == null ? 0 : summary.revision(),
        countedSequenceNumber);
    if (summary != null) {
      comparison.withSummary(ended, summary, revenue);
      if (!ended.id().isPersonal()) {
        comparison.withMinutes(ended, summary.revision(), readModel.minutes(quota), revenue);
      }
    }
    if (inMemory != null) {
      comparison.withEntity(ended, inMemory);
    }
    comparison.withOrders(ended, ledger.takeClaims(quota));
  }

  /** Compares the rows that no stream of the journal has used. */
  private void compareWhatIsLeft() throws SQLException {
    ledger
        .unclaimed()
        .forEach(
            (quota, claims) ->
                findings.differs(
                    Difference.Kind.HOLD_DIFFERS,
                    "quota " + quota,
                    "orders hold or own units of it, and it is not in the journal"));
    for (String row : readModel.unexplained()) {
      findings.differs(READ_MODEL_DIFFERS, row, "has a row, and is not in the journal");
    }
    ledger.gates().compare(readModel.gates(), readModel.voids(), findings);
    ledger.gates().compareTickets(readModel.tickets(), findings);
    if (readModel.insideKnown()) {
      ledger.gates().compareInside(readModel.inside(), findings);
    } else {
      findings.note("people inside: not compared before 'kuota projection rebuild sales' has run");
    }
    if (!ledger.refunds().sameAs(readModel.refunds())) {
      findings.differs(
          READ_MODEL_DIFFERS,
          "refunds",
          "they are counted as %s, %s by the journal"
              .formatted(readModel.refunds(), ledger.refunds()));
    }
    Set<String> counted = readModel.tallied().collect(Collectors.toSet());
    counted.addAll(ledger.sales().keySet());
    for (String sale : counted.stream().sorted().toList()) {
      SaleTally expected = ledger.sales().getOrDefault(sale, SaleTally.NONE);
      if (!expected.equals(readModel.tally(sale))) {
        findings.differs(
            READ_MODEL_DIFFERS,
            "sale " + sale,
            "its orders are counted as %s, %s by the journal"
                .formatted(readModel.tally(sale), expected));
      }
    }
  }

  /** Returns how much was compared, when the walk is over. */
  ReconciliationReport.Counts counts(long answered, long silent) {
    return new ReconciliationReport.Counts(
        rows,
        readModel.rowsWaiting(),
        sales,
        sharedQuotas,
        personalQuotas,
        orders,
        tickets,
        answered,
        silent);
  }
}
