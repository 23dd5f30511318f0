package id.kuota.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.gate.GateReportJson.ListJson;
import id.kuota.persistence.readmodel.GateReports.GateCount;
import id.kuota.persistence.readmodel.GateReports.GateReport;
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
    assertThat(lists(NAMED, count("north", "venue", 7, 2), count("south", "venue", 1, 0)))
        .containsExactly(
            new ListJson("venue", 8, 2, 6, 110L), new ListJson("lounge", 0, 0, 0, 10L));
  }

  @Test
  void aListThatTheSaleDoesNotNameAnyMoreKeepsItsPeople() {
    assertThat(lists(NAMED, count("north", "main", 3, 1)))
        .containsExactly(
            new ListJson("venue", 0, 0, 0, 110L),
            new ListJson("lounge", 0, 0, 0, 10L),
            new ListJson("main", 3, 1, 2, null));
  }

  @Test
  void ofASaleThatNamesNoneEachListAdmitsAll() {
    assertThat(lists(EntryLists.NONE, count("north", "main", 3, 1), count("north", "bar", 1, 0)))
        .containsExactly(new ListJson("bar", 1, 0, 1, 110L), new ListJson("main", 3, 1, 2, 110L));
  }

  private static List<ListJson> lists(EntryLists named, GateCount... counts) {
    var report =
        new GateReport(
            new SaleId("concert"),
            Instant.EPOCH,
            Duration.ZERO,
            List.of(counts),
            Map.of(CAT_1, 100L, VIP, 10L));
    return GateReportJson.of(report, List.of(), named).lists();
  }

  private static GateCount count(String gate, String list, long entered, long departed) {
    return new GateCount("concert." + gate, list, entered, departed, 0, 0);
  }
}
