package id.kuota.persistence.readmodel;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.batch;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who changed what of a sale, on a real PostgreSQL. */
final class ConfigurationChangeListIT {

  private static final DeviceId DEVICE = new DeviceId("dev_" + "1".repeat(26));
  private static final Instant LATER = NOON.plusSeconds(100);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();
  private final ConfigurationChangeList list =
      new ConfigurationChangeList(database.source(), Clock.fixed(LATER, ZoneOffset.UTC));

  @BeforeEach
  void someChanges() throws SQLException {
    journal.begin(100).sell(1, 2, NOON);
    sale(new SaleEvent.SaleOpened(CONCERT, "ayu", NOON.plusSeconds(1)));
    journal.write(
        batch(
            FLOOR,
            NOON.plusSeconds(2),
            new QuotaChange.CapacitySet(120, 100, "a smaller stage", "budi")));
    journal
        .write(
            "Device|" + DEVICE,
            new DeviceEvent.DeviceInvited(
                DEVICE,
                new DeviceTerms(CONCERT, "North", DeviceTerms.Role.STEWARD),
                "ayu",
                NOON.plusSeconds(3)))
        .write(
            "Device|" + DEVICE,
            new DeviceEvent.DeviceInitialized("nonce", "1.0", NOON.plusSeconds(4)));
    database.catchUpSales();
    journal.write(
        "Device|" + DEVICE, new DeviceEvent.DeviceRevoked("lost", "citra", NOON.plusSeconds(5)));
    sale(new SaleEvent.SalePaused(CONCERT, "ayu", NOON.plusSeconds(6)));
    sale(new SaleEvent.SaleClosed(CONCERT, "ayu", NOON.plusSeconds(7)));
    sale(new SaleEvent.SaleCancelled(CONCERT, "a storm", true, "ayu", NOON.plusSeconds(8)));
    database.catchUpSales();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void everyChangeByAPersonIsListedNewestFirst() {
    assertThat(kinds(ListFilter.ALL))
        .containsExactly(
            "cancelled",
            "closed",
            "paused",
            "device_revoked",
            "device_invited",
            "capacity_set",
            "opened",
            "capacity_set",
            "terms_set");
  }

  @Test
  void eachSaysWhoWhatAndWhy() {
    assertThat(find("kind", ListFilter.Field.KIND, "capacity_set").getFirst())
        .satisfies(
            change -> {
              assertThat(change.sale()).isEqualTo("concert");
              assertThat(change.subject()).isEqualTo("concert.floor");
              assertThat(change.by()).isEqualTo("budi");
              assertThat(change.before()).isEqualTo(100);
              assertThat(change.after()).isEqualTo(120);
              assertThat(change.reason()).isEqualTo("a smaller stage");
              assertThat(change.changedAt()).isEqualTo(NOON.plusSeconds(2));
            });
    assertThat(find("by", ListFilter.Field.BY, "citra"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.kind()).isEqualTo("device_revoked");
              assertThat(change.sale()).as("the sale of the device").isEqualTo("concert");
              assertThat(change.reason()).isEqualTo("lost");
            });
    assertThat(find("kind", ListFilter.Field.KIND, "cancelled"))
        .extracting(ListedChange::reason)
        .containsExactly("a storm");
    assertThat(find("subject", ListFilter.Field.SUBJECT, DEVICE.value())).hasSize(2);
    assertThat(find("sale", ListFilter.Field.SALE, "another")).isEmpty();
  }

  @Test
  void pagesFollowEachOther() {
    ListPage<ListedChange> first = list.changes(ListFilter.ALL, Optional.empty(), 5);
    ListPage<ListedChange> second =
        list.changes(ListFilter.ALL, Optional.ofNullable(first.next()), 5);

    assertThat(first.rows()).hasSize(5);
    assertThat(second.rows()).hasSize(4).doesNotContainAnyElementsOf(first.rows());
    assertThat(second.next()).isNull();
  }

  private void sale(JournalEvent event) throws SQLException {
    journal.write("Sale|" + CONCERT, event);
  }

  private List<ListedChange> find(String what, ListFilter.Field field, String value) {
    var filter = new ListFilter(Map.of(field, value), List.of(), null, null, null, null, null);
    List<ListedChange> found = list.changes(filter, Optional.empty(), 9).rows();
    assertThat(found).as(what).doesNotHaveDuplicates();
    return found;
  }

  private List<String> kinds(ListFilter filter) {
    return list.changes(filter, Optional.empty(), 20).rows().stream()
        .map(ListedChange::kind)
        .toList();
  }
}
