package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.http.testing.EdgeClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A sale to prove something with.
 *
 * @param capacities of its quotas
 * @param offers the quotas that each draws from
 * @param unitsPerBuyer 0 for no limit
 */
record ProofSale(
    String id,
    Duration holdFor,
    int unitsPerBuyer,
    Map<String, Long> capacities,
    Map<String, List<String>> offers) {

  private static final long FACE = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  QuotaId quota(String name) {
    return QuotaId.shared(id, name);
  }

  long capacity(String quota) {
    return Objects.requireNonNull(capacities.get(quota), quota);
  }

  List<String> quotasOf(String offer) {
    return Objects.requireNonNull(offers.get(offer), offer);
  }

  SaleId sale() {
    return new SaleId(id);
  }

  /** The body of an order. */
  String order(String buyer, String offer, int quantity) {
    return """
        {"sale":"%s","buyer":"%s","lines":[{"offer":"%s","quantity":%d}]}"""
        .formatted(id, buyer, offer, quantity);
  }

  SaleTerms terms() {
    return new SaleTerms(
        "Proof",
        "IDR",
        Instant.EPOCH,
        Instant.EPOCH.plus(Duration.ofDays(40_000)),
        holdFor,
        unitsPerBuyer,
        offers.entrySet().stream()
            .map(
                offer ->
                    new OfferTerms(
                        new OfferId(offer.getKey()),
                        offer.getKey(),
                        new Price(FACE, List.of()),
                        offer.getValue()))
            .toList(),
        capacities.entrySet().stream()
            .map(quota -> new QuotaTerms(quota.getKey(), quota.getValue()))
            .toList());
  }

  /** Creates and opens the sale, and returns when its quotas count. */
  void open(EdgeClient edge) {
    assertThat(edge.put("/v1/sales/" + id, json(FACE), EdgeClient.operator()).status())
        .isEqualTo(201);
    assertThat(edge.act("/v1/sales/" + id + "/open", EdgeClient.operator()).status())
        .isEqualTo(200);
    capacities
        .keySet()
        .forEach(
            name ->
                await()
                    .atMost(PATIENCE)
                    .until(
                        () ->
                            edge.get("/v1/quotas/" + quota(name), EdgeClient.operator()).status()
                                == 200));
  }

  /** Changes the price of every offer while it is on sale. */
  void sellAt(EdgeClient edge, long face) {
    assertThat(
            edge.put("/v1/sales/" + id, json(face), EdgeClient.operator("If-Match", "*")).status())
        .isEqualTo(200);
  }

  private String json(long face) {
    try {
      return new JsonMapper()
          .writeValueAsString(
              Map.of(
                  "name",
                  "Proof",
                  "currency",
                  "IDR",
                  "opens_at",
                  "2020-01-01T00:00:00Z",
                  "closes_at",
                  "2070-01-01T00:00:00Z",
                  "hold_seconds",
                  holdFor.toSeconds(),
                  "units_per_buyer",
                  unitsPerBuyer,
                  "quotas",
                  capacities.entrySet().stream()
                      .map(quota -> Map.of("id", quota.getKey(), "capacity", quota.getValue()))
                      .toList(),
                  "offers",
                  offers.entrySet().stream().map(offer -> offer(offer, face)).toList()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map is always JSON", e);
    }
  }

  private static Map<String, Object> offer(Map.Entry<String, List<String>> offer, long face) {
    return Map.of(
        "id",
        offer.getKey(),
        "name",
        offer.getKey(),
        "price",
        Map.of("face", face),
        "quotas",
        offer.getValue());
  }
}
