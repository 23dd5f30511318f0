package id.kuota.http.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.readmodel.GateReports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a report says of each list. */
final class GateReportJsonTest {

  private static final OfferId CAT_1 = new OfferId("cat1");
  private static final OfferId VIP = new OfferId("vip");
  private static final EntryLists NAMED =
      new EntryLists(
          List.of(
              EntryList.forAll("venue", Reentry.NEVER),
              new EntryList("lounge", List.of(VIP), Reentry.ALWAYS)));

  @Test
  void eachListCountsItsTicketsAndItsPeople() {
    assertThat(lists(NAMED, count("north", "venue", 7, 2, 4), count("south", "venue", 1, 0, 1)))
        .containsExactly(
            new GateReportJson.ListJson("venue", 8, 2, 5L, 110L),
            new GateReportJson.ListJson("lounge", 0, 0, 0L, 10L));
  }

  @Test
  void aListThatTheSaleDoesNotNameAnyMoreKeepsItsPeople() {
    assertThat(lists(NAMED, count("north", "main", 3, 1, 2)))
        .containsExactly(
            new GateReportJson.ListJson("venue", 0, 0, 0L, 110L),
            new GateReportJson.ListJson("lounge", 0, 0, 0L, 10L),
            new GateReportJson.ListJson("main", 3, 1, 2L, null));
  }

  @Test
  void ofASaleThatNamesNoneEachListAdmitsAll() {
    assertThat(
            lists(EntryLists.NONE, count("north", "main", 3, 1, 2), count("north", "bar", 1, 0, 1)))
        .containsExactly(
            new GateReportJson.ListJson("bar", 1, 0, 1L, 110L),
            new GateReportJson.ListJson("main", 3, 1, 2L, 110L));
  }

  @Test
  void aNumberThatIsNotKnownIsNotSaid() {
    GateReportJson report =
        GateReportJson.of(
            report(false, count("north", "main", 3, 1, 0)), List.of(), EntryLists.NONE);
    assertThat(report.lists())
        .containsExactly(new GateReportJson.ListJson("main", 3, 1, null, 110L));
    assertThat(report.gates()).singleElement().returns(null, GateReportJson.GateJson::inside);
  }

  private static List<GateReportJson.ListJson> lists(
      EntryLists named, GateReports.GateCount... counts) {
    return GateReportJson.of(report(true, counts), List.of(), named).lists();
  }

  private static GateReports.GateReport report(
      boolean insideKnown, GateReports.GateCount... counts) {
    return new GateReports.GateReport(
        new SaleId("concert"),
        Instant.EPOCH,
        Duration.ZERO,
        List.of(counts),
        insideKnown,
        Map.of(CAT_1, 100L, VIP, 10L));
  }

  private static GateReports.GateCount count(
      String gate, String list, long entered, long departed, long inside) {
    return new GateReports.GateCount("concert." + gate, list, entered, departed, 0, 0, inside);
  }
}
