package id.kuota.load.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TermsTest {

  private static final Terms TERMS =
      Terms.flashSale("sale", Instant.EPOCH, Duration.ofSeconds(15), 1_000, 10);

  @Test
  void theTotalIsFaceTaxAndFeeOfEachUnit() {
    var lines = List.of(new Line(Terms.HOT, 2), new Line(Terms.FRONT_ROW, 1));
    assertThat(TERMS.total(lines)).isEqualTo(2 * 5_755_000L + 12_650_000L);
  }

  @Test
  void aUnitIsTakenFromEachQuotaOfItsOffer() {
    var lines =
        List.of(
            new Line(Terms.FESTIVAL, 2), new Line(Terms.FRONT_ROW, 1), new Line(Terms.FESTIVAL, 1));
    assertThat(TERMS.units(lines))
        .isEqualTo(Map.of(Terms.FESTIVAL, 3L, Terms.FRONT_ROW, 1L, Terms.VENUE, 4L));
  }

  @Test
  void everyQuotaOfAnOfferHasACapacity() {
    assertThat(TERMS.offers())
        .allSatisfy(
            offer ->
                assertThat(TERMS.quotas()).containsKeys(offer.quotas().toArray(String[]::new)));
  }

  @Test
  void aTaxThatWouldNeedRoundingIsNotOffered() {
    assertThatThrownBy(() -> new Offer("odd", "Odd", 333, 15, 0, List.of("odd")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
