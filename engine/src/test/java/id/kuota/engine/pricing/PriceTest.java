package id.kuota.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceTest {

  private static final Charge TAX = new Charge(Charge.Kind.TAX, "Entertainment tax", 1_500, 0);
  private static final Charge FEE = new Charge(Charge.Kind.FEE, "Platform fee", 500, 0);

  /** The price list of Coldplay in Jakarta: 15 % tax and 5 % fee on top of the face price. */
  @ParameterizedTest
  @CsvSource({
    "ultimate experience, 11000000, 1650000, 550000, 13200000",
    "my universe,          5700000,  855000, 285000,  6840000",
    "cat 1,                5000000,  750000, 250000,  6000000",
    "festival,             3500000,  525000, 175000,  4200000",
    "cat 2,                4000000,  600000, 200000,  4800000",
    "cat 3,                3250000,  487500, 162500,  3900000",
    "cat 4,                2500000,  375000, 125000,  3000000",
    "cat 5,                1750000,  262500,  87500,  2100000",
    "cat 6,                1250000,  187500,  62500,  1500000",
    "cat 7,                1250000,  187500,  62500,  1500000",
    "cat 8,                 800000,  120000,  40000,   960000",
  })
  void whatAnEveningWithColdplayCosts(String name, long face, long tax, long fee, long total) {
    assertThat(new Price(face, List.of(TAX, FEE)).times(1))
        .as(name)
        .isEqualTo(
            new PricedLine(
                1,
                face,
                face,
                List.of(
                    new PricedLine.Part(Charge.Kind.TAX, "Entertainment tax", tax),
                    new PricedLine.Part(Charge.Kind.FEE, "Platform fee", fee)),
                total));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1500, 0",
    "3, 1500, 0", // 0.45
    "10, 1500, 2", // 1.5, half up
    "9, 1500, 1", // 1.35
    "11, 1500, 2", // 1.65
    "1, 5000, 1", // 0.5, half up
    "1, 4999, 0",
    "1, 10000, 1",
    "999999999999, 1, 100000000", // 99,999,999.9999
    "1000000000000, 10000, 1000000000000",
  })
  void aShareIsRoundedHalfUpToAWholeRupiah(long face, int basisPoints, long expected) {
    assertThat(new Charge(Charge.Kind.TAX, "tax", basisPoints, 0).onUnit(face)).isEqualTo(expected);
  }

  @Test
  void chargesAreRoundedForOneUnitSoThatEveryTicketCostsTheSame() {
    var price = new Price(3, List.of(new Charge(Charge.Kind.TAX, "tax", 2_500, 0))); // 0.75 -> 1
    assertThat(price.times(1).total()).isEqualTo(4);
    assertThat(price.times(100).total()).isEqualTo(400);
    assertThat(price.times(100).parts().getFirst().amount()).isEqualTo(100);
  }

  @Test
  void everyChargeIsOnTheFacePriceAndNotOnOtherCharges() {
    var price =
        new Price(1_000, List.of(TAX, FEE, new Charge(Charge.Kind.FEE, "service", 0, 5_000)));
    assertThat(price.unitTotal()).isEqualTo(1_000 + 150 + 50 + 5_000);
  }

  @Test
  void thePartsAddUpToTheTotal() {
    for (int quantity : List.of(1, 2, 7, Limits.LINE_QUANTITY_MAX)) {
      PricedLine line = new Price(333, List.of(TAX, FEE)).times(quantity);
      assertThat(line.face() + line.parts().stream().mapToLong(PricedLine.Part::amount).sum())
          .isEqualTo(line.total());
    }
  }

  @Test
  void aPriceWithoutChargesIsItsFace() {
    assertThat(new Price(7, List.of()).times(3)).isEqualTo(new PricedLine(3, 7, 21, List.of(), 21));
  }

  @Test
  void theDearestLineStillFits() {
    var full = new Charge(Charge.Kind.TAX, "tax", 10_000, Limits.PRICE_MAX);
    var dearest =
        new Price(Limits.PRICE_MAX, java.util.Collections.nCopies(Limits.CHARGES_MAX, full));
    long unit = Limits.PRICE_MAX * (1 + 2 * Limits.CHARGES_MAX);
    assertThat(dearest.times(Limits.LINE_QUANTITY_MAX).total())
        .isEqualTo(unit * Limits.LINE_QUANTITY_MAX);
  }

  @Test
  void whatDoesNotFitIsAnErrorAndNotAWrongAmount() {
    assertThatThrownBy(() -> new Price(Long.MAX_VALUE, List.of(TAX)).times(1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Price(Long.MAX_VALUE, List.of()).times(2))
        .isInstanceOf(ArithmeticException.class);
  }
}
