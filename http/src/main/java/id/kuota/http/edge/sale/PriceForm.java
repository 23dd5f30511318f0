package id.kuota.http.edge.sale;

import id.kuota.engine.Limits;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.pricing.Charge;
import id.kuota.engine.pricing.Price;
import id.kuota.http.edge.json.Fields;
import java.util.List;
import java.util.OptionalLong;

/** A price within the terms of a sale. A charge is a percentage of the face price, or an amount. */
final class PriceForm {

  private static final int NAME_LENGTH_MAX = 100;
  private static final int PERCENT_DECIMALS = 2;

  private PriceForm() {}

  static Price read(Fields price, PayableAmounts payable) {
    long face = price.whole("face", 0, Limits.PRICE_MAX);
    List<Charge> charges =
        price.has("charges")
            ? price.objects("charges", 0, Limits.CHARGES_MAX, PriceForm::charge)
            : List.of();
    var read = new Price(face, charges);
    OptionalLong most = payable.below(read.unitTotal());
    if (most.isPresent() && !payable.contains(read.unitTotal())) {
      price.note(
          "face",
          "out_of_range",
          "must leave the price of one unit at %d or less: no gateway takes more"
              .formatted(most.getAsLong()));
    }
    return read;
  }

  private static Charge charge(Fields charge) {
    Charge.Kind kind = kind(charge);
    String name = charge.text("name", 1, NAME_LENGTH_MAX);
    if (charge.has("percent") == charge.has("amount")) {
      charge.note("exactly_one", "must have either percent or amount");
      return new Charge(kind, name, 0, 0);
    }
    return charge.has("percent")
        ? new Charge(kind, name, basisPoints(charge), 0)
        : new Charge(kind, name, 0, charge.whole("amount", 1, Limits.PRICE_MAX));
  }

  private static int basisPoints(Fields charge) {
    return charge
        .decimal("percent", 0, 100, PERCENT_DECIMALS)
        .movePointRight(PERCENT_DECIMALS)
        .intValueExact();
  }

  private static Charge.Kind kind(Fields charge) {
    String kind =
        charge.text("kind", word -> word.equals("tax") || word.equals("fee"), "must be tax or fee");
    return kind.equals("tax") ? Charge.Kind.TAX : Charge.Kind.FEE;
  }
}
