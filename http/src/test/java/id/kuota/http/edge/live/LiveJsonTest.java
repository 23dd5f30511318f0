package id.kuota.http.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.page.Language;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.telemetry.RecentLatency;
import id.kuota.http.testing.Contract;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.readmodel.LiveOrders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LiveJsonTest {

  @Test
  void heldUnitsAreSplitByWhetherTheirOrderIsBeingPaid() throws IOException {
    JsonNode json = json(LivePictures.calm());

    assertThat(Contract.faults("Live", json)).isEmpty();
    JsonNode quota = json.at("/quotas/0");
    assertThat(quota.path("paying").asLong()).isEqualTo(2);
    assertThat(quota.path("held").asLong()).isEqualTo(1);
    assertThat(
            quota.path("sold").asLong()
                + quota.path("paying").asLong()
                + quota.path("held").asLong()
                + quota.path("free").asLong())
        .isEqualTo(quota.path("capacity").asLong());
    assertThat(json.at("/funnel/requests").asLong()).isEqualTo(15);
    assertThat(json.at("/funnel/paying").asLong()).isEqualTo(9);
    assertThat(json.at("/lapsing/five_minutes").asLong()).isEqualTo(3);
    assertThat(json.at("/gates/admitted_per_minute").asDouble()).isEqualTo(2.4);
    assertThat(json.at("/as_of/position").asText()).isEqualTo("12:34");
  }

  @Test
  void aGatewayThatThisNodeDoesNotHaveHasNoBreakerAndOneWithoutAttemptsHasARow()
      throws IOException {
    LivePicture known = LivePictures.calm();
    var picture =
        new LivePicture(
            known.sale(),
            known.quotas(),
            known.underway(),
            known.cluster(),
            List.of(
                new GatewayCalls.Breaker("fake", GatewayCalls.BreakerState.HALF_OPEN),
                new GatewayCalls.Breaker("midtrans", GatewayCalls.BreakerState.CLOSED)),
            known.latency());

    JsonNode json = json(picture);

    assertThat(Contract.faults("Live", json)).isEmpty();
    assertThat(json.path("payments"))
        .extracting(row -> row.path("gateway").asText() + " " + row.path("breaker").asText())
        .containsExactly("fake half_open", "former null", "midtrans closed");
    assertThat(json.at("/payments/2/method").isNull()).isTrue();
  }

  @Test
  void whatIsNotKnownIsNullAndNotNothing() throws IOException {
    LivePicture known = LivePictures.calm();
    var picture =
        new LivePicture(
            known.sale(),
            known.quotas(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    JsonNode json = json(picture);

    assertThat(Contract.faults("Live", json)).isEmpty();
    assertThat(json.at("/quotas/0/paying").isNull()).isTrue();
    assertThat(json.at("/quotas/0/held").asLong()).isEqualTo(3);
    assertThat(json.at("/funnel/paying").isNull()).isTrue();
    assertThat(json.path("lapsing").isNull()).isTrue();
    assertThat(json.path("latency").isNull()).isTrue();
  }

  @Test
  void anOffersUnitsCountInEachOfItsQuotas() {
    var found =
        new LiveOrders.Underway(
            List.of(
                new LiveOrders.HeldOffer(new OfferId("cat1"), 1, 4, 0, 2),
                new LiveOrders.HeldOffer(new OfferId("pair"), 0, 2, 1, 1),
                new LiveOrders.HeldOffer(new OfferId("gone"), 0, 8, 0, 0)),
            List.of(),
            3);

    OrdersUnderway underway =
        OrdersUnderway.of(Samples.SALE, Samples.sale(SaleView.Phase.OPEN, 1).terms(), found);

    QuotaId second = QuotaId.shared(Samples.SALE.value(), "cat2");
    assertThat(underway.paying()).isEqualTo(Map.of(LivePictures.CAT1, 6L, second, 2L));
    assertThat(underway.soon()).isEqualTo(1);
    assertThat(underway.later()).isEqualTo(3);
    assertThat(underway.paying(LivePictures.CAT1, 5)).as("not more than is held").isEqualTo(5);
  }

  @Test
  void theOrdersAreCountedSoSeldomThatItTakesATwentiethOfTheTime() {
    var now = new AtomicLong();
    var counts = new AtomicInteger();
    var engine = new StubEngine();
    engine.sales.put(Samples.SALE, Samples.sale(SaleView.Phase.OPEN, 1));
    var sources =
        new LiveSources(
            sale -> Optional.empty(),
            sale -> {
              counts.incrementAndGet();
              now.addAndGet(100);
              return new LiveOrders.Underway(List.of(), List.of(), 0);
            },
            Runnable::run,
            () -> CompletableFuture.completedStage(Samples.CLUSTER),
            engine.engine().sales(),
            engine.engine().quotas(),
            List::of,
            new RecentLatency(System::nanoTime));
    var orders = new PacedOrders(sources, Samples.SALE, now::get);

    assertThat(orders.latest().toCompletableFuture().join()).isPresent();
    now.addAndGet(1_999);
    assertThat(orders.latest().toCompletableFuture().join()).isPresent();
    assertThat(counts).hasValue(1);
    now.addAndGet(1);
    assertThat(orders.latest().toCompletableFuture().join()).isPresent();
    assertThat(counts).hasValue(2);
  }

  private static JsonNode json(LivePicture picture) throws IOException {
    return new ObjectMapper()
        .readTree(Json.bytes(LiveJson.of(picture, LiveTexts.in(Language.ENGLISH))));
  }
}
