package id.kuota.http.edge.sale;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.pricing.Charge;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.http.edge.json.JsonBody;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Validated;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SaleFormTest {

  private static final String GOOD =
      """
      {"name":"A sale","currency":"IDR","opens_at":"2026-11-21T02:00:00Z",
       "closes_at":"2026-11-21T04:00:00Z",
       "quotas":[{"id":"a","capacity":1},{"id":"b","capacity":2}],
       "offers":[{"id":"a","name":"A","price":{"face":100,"charges":[
          {"kind":"tax","name":"Tax","percent":12.5},{"kind":"fee","name":"Fee","amount":7}]}},
         {"id":"c","name":"C","price":{"face":0},"quotas":["a","b"]}]}
      """;

  @Test
  void whatIsLeftOutHasItsDefault() {
    SaleTerms terms = terms(GOOD);

    assertThat(terms.holdFor()).hasSeconds(900);
    assertThat(terms.unitsPerBuyer()).isZero();
    assertThat(terms.cartHolds()).isEqualTo(CartHolds.AT_CHECKOUT);
    assertThat(terms.offers().get(0).quotas()).containsExactly("a");
    assertThat(terms.offers().get(1).price().charges()).isEmpty();
    assertThat(terms.offers().get(0).price().charges())
        .containsExactly(
            new Charge(Charge.Kind.TAX, "Tax", 1_250, 0), new Charge(Charge.Kind.FEE, "Fee", 0, 7));
  }

  /** 100, 12.5 percent of it and 7 are 120: above it the offer could never be sold. */
  @ParameterizedTest
  @CsvSource({"119, false", "120, true"})
  void anOfferOfWhichNotEvenOneUnitCanBePaidIsAMistake(long most, boolean isFine) {
    var payable = new PayableAmounts(List.of(new AmountRange(1, most)));
    Validated<SaleTerms> read =
        JsonBody.read(
            GOOD.getBytes(StandardCharsets.UTF_8), fields -> SaleForm.read(fields, payable));

    if (isFine) {
      assertThat(read).isInstanceOf(Validated.Valid.class);
    } else {
      assertThat(faults(read))
          .singleElement()
          .returns("out_of_range", FieldError::code)
          .returns(
              "must leave the price of one unit at 119 or less: no gateway takes more",
              FieldError::detail);
    }
  }

  @Test
  void cartsMayHoldAtOnce() {
    String body = GOOD.replace("\"currency\"", "\"cart_holds\":\"at_once\",\"currency\"");
    assertThat(terms(body).cartHolds()).isEqualTo(CartHolds.AT_ONCE);
  }

  @Test
  void ticketsWhoseMoneyHasLeftAreVoidUnlessTheTermsSayOtherwise() {
    assertThat(terms(GOOD).ticketsAfterRefund()).isEqualTo(TicketsAfterRefund.VOID);
    String keep = GOOD.replace("\"currency\"", "\"tickets_after_refund\":\"keep\",\"currency\"");
    assertThat(terms(keep).ticketsAfterRefund()).isEqualTo(TicketsAfterRefund.KEEP);
    assertThat(terms(keep.replace("\"keep\"", "\"void\"")).ticketsAfterRefund())
        .isEqualTo(TicketsAfterRefund.VOID);
    assertThat(faults(keep.replace("\"keep\"", "\"burn\"")))
        .extracting(fault -> fault.pointer() + " " + fault.code())
        .containsExactly("/tickets_after_refund bad_format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"IDR\" | \"USD\" | /currency | bad_format",
        "04:00:00Z | 02:00:00Z | /closes_at | out_of_range",
        "04:00:00Z | 01:00:00Z | /closes_at | out_of_range",
        "\"id\":\"b\" | \"id\":\"a\" | /quotas/1/id | duplicate",
        "\"id\":\"b\" | \"id\":\"B!\" | /quotas/1/id | bad_format",
        "\"id\":\"c\" | \"id\":\"a\" | /offers/1/id | duplicate",
        "[\"a\",\"b\"] | [\"a\",\"x\"] | /offers/1/quotas/1 | bad_format",
        "[\"a\",\"b\"] | [\"a\",\"a\"] | /offers/1/quotas | duplicate",
        "[\"a\",\"b\"] | [] | /offers/1/quotas | out_of_range",
        ",\"quotas\":[\"a\",\"b\"] | '' | /offers/1/quotas | missing",
        "\"percent\":12.5 | \"percent\":12.555 | /offers/0/price/charges/0/percent | bad_format",
        "\"percent\":12.5 | \"percent\":101 | /offers/0/price/charges/0/percent | out_of_range",
        "\"percent\":12.5 | \"percent\":1,\"amount\":1 | /offers/0/price/charges/0 | exactly_one",
        ",\"amount\":7 | '' | /offers/0/price/charges/1 | exactly_one",
        "\"tax\" | \"tip\" | /offers/0/price/charges/0/kind | bad_format",
        "\"face\":100 | \"face\":-1 | /offers/0/price/face | out_of_range",
        "\"face\":0 | \"cost\":0 | /offers/1/price/face | missing",
        "\"capacity\":2 | \"capacity\":2147483648000 | /quotas/1/capacity | out_of_range",
        "\"name\":\"A sale\" | \"name\":\"A\",\"hold_seconds\":0 | /hold_seconds | out_of_range",
        "\"name\":\"A sale\" | \"name\":\"A\",\"cart_holds\":\"soon\" | /cart_holds | bad_format",
        "\"name\":\"A sale\" | \"name\":\"A\",\"units_per_buyer\":-1 | /units_per_buyer | out_of_range"
      })
  void aWrongTermIsPointedAt(String from, String to, String pointer, String code) {
    String body = GOOD.replace(from, to);
    assertThat(body).isNotEqualTo(GOOD);

    assertThat(faults(body))
        .extracting(fault -> fault.pointer() + " " + fault.code())
        .contains(pointer + " " + code);
  }

  private static SaleTerms terms(String body) {
    return switch (read(body)) {
      case Validated.Valid<SaleTerms>(var terms) -> terms;
      case Validated.Invalid<SaleTerms>(var problem) -> throw new AssertionError(problem);
    };
  }

  private static List<FieldError> faults(String body) {
    return faults(read(body));
  }

  private static List<FieldError> faults(Validated<SaleTerms> read) {
    return switch (read) {
      case Validated.Valid<SaleTerms>(var terms) -> List.of();
      case Validated.Invalid<SaleTerms>(var problem) -> problem.faults();
    };
  }

  private static Validated<SaleTerms> read(String body) {
    return JsonBody.read(
        body.getBytes(StandardCharsets.UTF_8), fields -> SaleForm.read(fields, PayableAmounts.ANY));
  }
}
