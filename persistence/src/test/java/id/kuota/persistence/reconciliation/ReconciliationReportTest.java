package id.kuota.persistence.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ReconciliationReportTest {

  private static final ReconciliationReport.Counts COUNTS =
      new ReconciliationReport.Counts(1_234_567, 8, 1, 2, 30_000, 40_000, 500, 2, 0);

  @Test
  void aCleanReportSaysSoInItsLastLine() {
    assertThat(report(new Findings()).render())
        .isEqualTo(
            """
            reconciled at    2026-11-21T12:00:00Z
            journal          1,234,567 rows, 8 of them not yet in the read model
            compared         1 sales, 2 shared and 30,000 personal quotas, 40,000 orders, 500 tickets
            running quotas   2 answered, 0 did not
            notes: none
            in motion: none
            differences: none
            """);
  }

  @Test
  void everySortOfFindingHasItsPart() {
    var findings = new Findings();
    findings.note("a note");
    findings.moves("on its way");
    findings.differs(Difference.Kind.OVERSOLD, "quota concert.floor", "one too many");

    assertThat(report(findings).render())
        .endsWith(
            """
            notes: 1
              a note
            in motion: 1
              on its way
            differences: 1
              OVERSOLD quota concert.floor: one too many
            """);
    assertThat(report(findings).isClean()).isFalse();
  }

  @Test
  void moreThanAPersonReadsIsCounted() {
    var findings = new Findings();
    for (int i = 0; i < Findings.KEPT_MAX + 5; i++) {
      findings.compare(Difference.Kind.ENTITY_DIFFERS, "quota", "held", i, -1);
    }

    assertThat(report(findings).differences().total()).isEqualTo(1_005);
    assertThat(report(findings).differences().kept()).hasSize(1_000);
    assertThat(report(findings).render()).contains("differences: 1,005\n").endsWith("and 5 more\n");
  }

  @Test
  void whatIsInMotionIsShownByExamples() {
    var findings = new Findings();
    for (int i = 1; i <= 12; i++) {
      findings.moves("order " + i);
    }

    assertThat(report(findings).render())
        .contains("in motion: 12\n  order 1\n", "  order 10\n  and 2 more\n")
        .doesNotContain("order 11");
  }

  private static ReconciliationReport report(Findings findings) {
    return new ReconciliationReport(
        Instant.parse("2026-11-21T12:00:00Z"),
        COUNTS,
        findings.differences(),
        findings.inMotion(),
        findings.notes());
  }
}
