package id.kuota.http.edge.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.pricing.Price;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StockTest {

  @Test
  void theQuotasOfAllOffersAreAddedUpAndEachCountsOnce() {
    SaleTerms terms = terms(List.of(List.of("a"), List.of("b"), List.of("a", "b")));
    assertThat(stock(terms, 5, 2, 7, 1)).isEqualTo(new Stock(12, 3));
    assertThat(stock(terms, -3, 2, 7, 1)).as("after a forced cut").isEqualTo(new Stock(7, 3));
  }

  @Test
  void aQuotaThatEveryOfferDrawsFromIsABound() {
    SaleTerms terms = terms(List.of(List.of("a", "all"), List.of("b", "all")));
    assertThat(
            Stock.of(
                terms,
                Map.of(
                    "a", new Stock.Numbers(50, 9),
                    "b", new Stock.Numbers(60, 9),
                    "all", new Stock.Numbers(70, 5))))
        .isEqualTo(new Stock(70, 5));
  }

  private static Stock stock(SaleTerms terms, long a, long heldOfA, long b, long heldOfB) {
    return Stock.of(
        terms, Map.of("a", new Stock.Numbers(a, heldOfA), "b", new Stock.Numbers(b, heldOfB)));
  }

  private static SaleTerms terms(List<List<String>> quotasOfOffers) {
    var offers =
        quotasOfOffers.stream()
            .map(
                quotas ->
                    new OfferTerms(new OfferId("o"), "An offer", new Price(1, List.of()), quotas))
            .toList();
    return new SaleTerms(
        "A sale",
        "IDR",
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(1),
        Duration.ofMinutes(1),
        0,
        offers,
        List.of(new QuotaTerms("a", 1)));
  }
}
