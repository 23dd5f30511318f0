package id.kuota.engine.sale;

import static id.kuota.engine.sale.SaleFixtures.lists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntryListsTest {

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "venue,  cat-1, true",
    "venue,  cat-2, true",
    "lounge, cat-1, true",
    "lounge, cat-2, false"
  })
  void aListAdmitsItsOffersOrAll(String list, String offer, boolean admitted) {
    EntryList found = lists("cat-1").find(list, Reentry.NEVER).orElseThrow();
    assertThat(found.admits(new OfferId(offer))).isEqualTo(admitted);
  }

  @Test
  void aNamedListHasItsOwnRuleWhateverADeviceAsks() {
    for (Reentry asked : Reentry.values()) {
      assertThat(lists("cat-1").find("venue", asked))
          .map(EntryList::reentry)
          .contains(Reentry.AFTER_EXIT);
    }
  }

  @Test
  void aScanWithoutAListMeansTheFirst() {
    assertThat(lists("cat-1").find("", Reentry.NEVER)).map(EntryList::id).contains("venue");
  }

  @Test
  void aListThatTheSaleDoesNotNameIsNone() {
    assertThat(lists("cat-1").find("main", Reentry.NEVER)).isEmpty();
  }

  @Test
  void aSaleThatNamesNoneHasWhatItsDevicesName() {
    assertThat(EntryLists.NONE.find("", Reentry.AFTER_EXIT))
        .contains(EntryList.forAll("main", Reentry.AFTER_EXIT));
    assertThat(EntryLists.NONE.find("backstage", Reentry.NEVER))
        .contains(new EntryList("backstage", List.of(), Reentry.NEVER));
  }

  @Test
  void aListHasAName() {
    assertThatThrownBy(() -> EntryList.forAll("Not an id", Reentry.NEVER))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
